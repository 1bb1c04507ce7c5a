using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>One call that a circuit breaker admitted and settled, or rejected.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Outcome">What became of the call.</param>
/// <param name="Duration">
/// The duration; <see langword="null"/> if the breaker does not measure durations, and for streams.
/// </param>
/// <param name="Error">The exception that the call threw; <see langword="null"/> if there was none.</param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record CircuitCall(string Name, CircuitCallOutcome Outcome, TimeSpan? Duration, Exception? Error)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }

    /// <summary>
    /// Whether the call took longer than <see cref="CircuitBreakerOptions.SlowCallDuration"/>.
    /// </summary>
    public bool IsSlow { get; init; }

    /// <summary>Whether the call exceeded <see cref="CircuitBreakerOptions.Timeout"/>.</summary>
    public bool HasTimedOut { get; init; }
}
