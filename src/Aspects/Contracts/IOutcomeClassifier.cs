namespace Aspects;

/// <summary>
/// Says what exceptions mean, in static members: nothing is created and nothing looked up. Given to
/// <see cref="CircuitBreakerOptions.ClassifyWith{TClassifier}"/>.
/// </summary>
public interface IOutcomeClassifier
{
    /// <summary>What an exception says about the callee. The caller's own cancellation never gets here.</summary>
    /// <param name="exception">What the call threw.</param>
    static abstract CircuitOutcome Classify(Exception exception);
}

/// <summary>Says what results of one type mean too.</summary>
/// <typeparam name="TResult">The type of the results.</typeparam>
public interface IOutcomeClassifier<in TResult> : IOutcomeClassifier
{
    /// <summary>What a result says about the callee.</summary>
    /// <param name="result">What the call returned.</param>
    static abstract CircuitOutcome Classify(TResult result);
}
