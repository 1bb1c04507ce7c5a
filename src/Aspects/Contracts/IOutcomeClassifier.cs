namespace Aspects;

/// <summary>Classifies exceptions in a static method, so that no instance is needed.</summary>
/// <remarks>
/// Name the type in <see cref="CircuitBreakerSettingsAttribute.Classifier"/>, or pass it to
/// <see cref="CircuitBreakerOptions.ClassifyWith{TClassifier}"/>.
/// </remarks>
public interface IOutcomeClassifier
{
    /// <summary>Returns the outcome of a call that threw an exception.</summary>
    /// <remarks>The cancellation of a call by its caller is always ignored and is not passed to this method.</remarks>
    /// <param name="exception">The exception.</param>
    static abstract CircuitOutcome Classify(Exception exception);
}

/// <summary>Classifies exceptions, and results of one type, in static methods.</summary>
/// <typeparam name="TResult">The type of the results.</typeparam>
public interface IOutcomeClassifier<in TResult> : IOutcomeClassifier
{
    /// <summary>Returns the outcome of a call that returned a result.</summary>
    /// <param name="result">The result.</param>
    static abstract CircuitOutcome Classify(TResult result);
}
