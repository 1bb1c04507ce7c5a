using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>A change of the state of a circuit breaker.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Number">The number of this transition among those of its breaker, from 1.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Reason">The reason.</param>
/// <param name="OccurredAt">The time of the transition, on the wall clock.</param>
/// <param name="BreakDuration">
/// The break, before a break duration generator changes it; <see langword="null"/> unless the new state is open.
/// </param>
/// <param name="Failure">The exception that caused the transition; <see langword="null"/> if no call threw.</param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record CircuitTransition(
    string Name,
    long Number,
    CircuitState From,
    CircuitState To,
    CircuitReason Reason,
    DateTimeOffset OccurredAt,
    TimeSpan? BreakDuration,
    Exception? Failure)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }
}
