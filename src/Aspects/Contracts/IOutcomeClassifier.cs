namespace Aspects;

/// <summary>Classifies exceptions in a static method, so that no instance is needed.</summary>
/// <remarks>
/// Name the type in <see cref="CircuitBreakerSettingsAttribute.Classifier"/>, or pass it to
/// <see cref="CircuitBreakerOptions.ClassifyWith{TClassifier}"/>.
/// </remarks>
public interface IOutcomeClassifier
{
    /// <summary>Returns the outcome of a call that threw an exception.</summary>
    /// <remarks>
    /// <see cref="ClassifyCancelled"/> gets the exceptions of calls that their caller has cancelled. No method gets the
    /// exceptions of calls that have timed out.
    /// </remarks>
    /// <param name="exception">The exception.</param>
    static abstract CircuitOutcome Classify(Exception exception);

    /// <summary>Returns the outcome of a call that threw an exception after its caller cancelled.</summary>
    /// <remarks>Implement this method only if such an exception can concern the health of the callee.</remarks>
    /// <param name="exception">The exception, of any type.</param>
    /// <returns>
    /// The outcome. <see langword="null"/>, the default, leaves the decision to the next rule. Without a decision the
    /// exception is ignored.
    /// </returns>
    static virtual CircuitOutcome? ClassifyCancelled(Exception exception) => null;
}

/// <summary>Classifies exceptions, and results of one type, in static methods.</summary>
/// <typeparam name="TResult">The type of the results.</typeparam>
public interface IOutcomeClassifier<in TResult> : IOutcomeClassifier
{
    /// <summary>Returns the outcome of a call that returned a result.</summary>
    /// <param name="result">The result.</param>
    static abstract CircuitOutcome Classify(TResult result);
}
