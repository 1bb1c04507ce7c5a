namespace Aspects;

/// <summary>What a generator of break durations may go by.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Reason">Why the circuit opens.</param>
/// <param name="FailedRecoveries">How many recoveries have failed since it was last closed: 0 at the first opening.</param>
/// <param name="FailureRatio">The share of calls in the window that failed, from 0 to 1.</param>
/// <param name="Failure">What the call threw that opens the circuit, if it threw.</param>
/// <param name="RetryAfter">How long the callee asked for, if it did.</param>
/// <param name="Configured">The duration that the settings give, jitter included.</param>
public sealed record BreakDurationContext(
    string Name,
    CircuitReason Reason,
    int FailedRecoveries,
    double FailureRatio,
    Exception? Failure,
    TimeSpan? RetryAfter,
    TimeSpan Configured);
