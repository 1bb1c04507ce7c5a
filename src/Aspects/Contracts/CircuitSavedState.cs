using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The state of a circuit breaker, saved so that a breaker can continue from it after a restart.</summary>
/// <remarks>The state can be written and read with <c>System.Text.Json</c>.</remarks>
/// <param name="Name">The name of the breaker.</param>
/// <param name="State">The state.</param>
/// <param name="Reason">The reason for the last change of state.</param>
/// <param name="FailedRecoveries">The number of failed recoveries since the circuit was last closed.</param>
/// <param name="RemainingBreak">The rest of the break; zero unless the circuit was open.</param>
/// <param name="SavedAt">The time of the save, on the wall clock.</param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record CircuitSavedState(
    string Name,
    CircuitState State,
    CircuitReason Reason,
    int FailedRecoveries,
    TimeSpan RemainingBreak,
    DateTimeOffset SavedAt)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }
}
