namespace Aspects;

/// <summary>One opening of a circuit: when, until when, why, and the failure that did it.</summary>
/// <param name="At">The wall clock at the opening, for people.</param>
/// <param name="Since">The stamp at which the break began.</param>
/// <param name="Until">The stamp at which the break ends; never for an isolation.</param>
/// <param name="Reason">Why the circuit opened.</param>
/// <param name="Failures">How many failures in a row had been counted.</param>
/// <param name="FailedRecoveries">How many recoveries had failed since the circuit was last closed.</param>
/// <param name="FailureRatio">The share of failed calls in the window.</param>
/// <param name="Random">What was drawn for the jitter.</param>
/// <param name="RetryAfter">How long the callee asked to be left alone.</param>
/// <param name="Failure">What the call threw that opened it.</param>
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
