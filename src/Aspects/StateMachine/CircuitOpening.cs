namespace Aspects;

/// <summary>One opening of a circuit: its time, break, reason and failure.</summary>
/// <param name="At">The time of the opening by the wall clock, for people.</param>
/// <param name="Since">The stamp at which the break began.</param>
/// <param name="Until">The stamp at which the break ends; <see cref="MonotonicClock.Never"/> for an isolation.</param>
/// <param name="Reason">The reason of the opening.</param>
/// <param name="Failures">The number of consecutive failures at the opening.</param>
/// <param name="FailedRecoveries">The number of failed recoveries since the circuit was last closed.</param>
/// <param name="FailureRatio">The share of failed calls in the window.</param>
/// <param name="Random">The random number for the jitter.</param>
/// <param name="RetryAfter">The Retry-After of the callee, if any.</param>
/// <param name="Failure">The exception of the call that opened the circuit, if any.</param>
internal sealed record CircuitOpening(
    DateTimeOffset At,
    long Since,
    long Until,
    CircuitReason Reason,
    int Failures,
    int FailedRecoveries,
    double FailureRatio,
    double Random,
    TimeSpan? RetryAfter,
    Exception? Failure);
