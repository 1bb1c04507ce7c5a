namespace Aspects;

/// <summary>What a call says about the health of its callee.</summary>
public readonly record struct CircuitOutcome
{
    private CircuitOutcome(CircuitOutcomeKind kind, TimeSpan? retryAfter)
    {
        Kind = kind;
        RetryAfter = retryAfter;
    }

    /// <summary>The callee works.</summary>
    public static CircuitOutcome Success => default;

    /// <summary>The callee does not work.</summary>
    public static CircuitOutcome Failure => new(CircuitOutcomeKind.Failure, retryAfter: null);

    /// <summary>Neither: the call gives its permission back, and the circuit is as if it had never been made.</summary>
    public static CircuitOutcome Ignored => new(CircuitOutcomeKind.Ignored, retryAfter: null);

    /// <summary>Which of the four it is.</summary>
    public CircuitOutcomeKind Kind { get; }

    /// <summary>How long the callee asked to be left alone; <see langword="null"/> where it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// The callee asked for calls to stop: the circuit opens for as long as it asks, within
    /// <see cref="CircuitBreakerOptions.MaxRetryAfter"/>, or for the ordinary break where it does not say. No failure is counted.
    /// </summary>
    /// <param name="retryAfter">How long it asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static CircuitOutcome Throttled(TimeSpan? retryAfter = null) =>
        new(CircuitOutcomeKind.Throttled, NotNegative(retryAfter));

    /// <summary>A failure; where it opens the circuit, then for at least as long as the callee asks.</summary>
    /// <param name="retryAfter">How long it asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static CircuitOutcome FailureWithRetryAfter(TimeSpan retryAfter) =>
        new(CircuitOutcomeKind.Failure, NotNegative(retryAfter));

    private static TimeSpan? NotNegative(TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait) ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));
        return retryAfter;
    }
}
