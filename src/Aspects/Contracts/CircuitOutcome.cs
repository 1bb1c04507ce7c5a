namespace Aspects;

/// <summary>The outcome of a call, as far as it concerns the health of the callee.</summary>
public readonly record struct CircuitOutcome
{
    // The complement of the ticks; 0 if there is no wait. So an outcome fits into two registers.
    private readonly long _retryAfter;

    private CircuitOutcome(CircuitOutcomeKind kind, TimeSpan? retryAfter)
    {
        Kind = kind;
        _retryAfter = retryAfter is { } wait ? ~wait.Ticks : 0;
    }

    /// <summary>The callee works.</summary>
    public static CircuitOutcome Success => default;

    /// <summary>The callee does not work.</summary>
    public static CircuitOutcome Failure => new(CircuitOutcomeKind.Failure, retryAfter: null);

    /// <summary>
    /// The call does not concern the health of the callee, and changes only the total of ignored calls.
    /// </summary>
    public static CircuitOutcome Ignored => new(CircuitOutcomeKind.Ignored, retryAfter: null);

    /// <summary>The kind of this outcome.</summary>
    public CircuitOutcomeKind Kind { get; }

    /// <summary>The wait that the callee requested; <see langword="null"/> if there is none.</summary>
    public TimeSpan? RetryAfter => _retryAfter == 0 ? null : TimeSpan.FromTicks(~_retryAfter);

    /// <summary>
    /// Creates the outcome of a call whose callee requested fewer calls. This outcome opens the circuit.
    /// </summary>
    /// <remarks>
    /// The circuit stays open for the wait that the callee requested, up to
    /// <see cref="CircuitBreakerOptions.MaxRetryAfter"/>. The ordinary break applies without such a wait, or if
    /// <see cref="CircuitBreakerOptions.HonorRetryAfter"/> is <see langword="false"/>. The call does not count as a
    /// failure.
    /// </remarks>
    /// <param name="retryAfter">The wait that the callee requested, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static CircuitOutcome Throttled(TimeSpan? retryAfter = null) =>
        new(CircuitOutcomeKind.Throttled, ThrowIfNegative(retryAfter));

    /// <summary>Creates a failure whose callee requested a wait.</summary>
    /// <remarks>
    /// If the failure opens the circuit, the break is at least as long as that wait.
    /// <see cref="CircuitBreakerOptions.MaxRetryAfter"/> and <see cref="CircuitBreakerOptions.HonorRetryAfter"/> apply.
    /// </remarks>
    /// <param name="retryAfter">The wait that the callee requested.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static CircuitOutcome FailureWithRetryAfter(TimeSpan retryAfter) =>
        new(CircuitOutcomeKind.Failure, ThrowIfNegative(retryAfter));

    private static TimeSpan? ThrowIfNegative(TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait) ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));
        return retryAfter;
    }
}
