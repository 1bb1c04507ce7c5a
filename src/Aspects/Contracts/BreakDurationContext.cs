using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The facts from which a break duration generator can compute a break.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Reason">The reason for the opening.</param>
/// <param name="FailedRecoveries">
/// The number of failed recoveries since the circuit was last closed; 0 at the first opening.
/// </param>
/// <param name="FailureRatio">The share of failed calls in the window, from 0 to 1.</param>
/// <param name="Failure">
/// The exception of the call that opens the circuit; <see langword="null"/> if no call threw.
/// </param>
/// <param name="RetryAfter">The wait that the callee requested; <see langword="null"/> if there is none.</param>
/// <param name="DefaultDuration">
/// The break that applies without the generator. It includes jitter and the callee's wait.
/// </param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record BreakDurationContext(
    string Name,
    CircuitReason Reason,
    int FailedRecoveries,
    double FailureRatio,
    Exception? Failure,
    TimeSpan? RetryAfter,
    TimeSpan DefaultDuration)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }
}
