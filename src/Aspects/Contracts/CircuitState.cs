using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The states of a circuit breaker, which decide about the next call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitState>))]
public enum CircuitState
{
    /// <summary>The breaker admits calls and counts their outcomes.</summary>
    Closed = 0,

    /// <summary>The breaker rejects calls until the end of the break.</summary>
    Open = 1,

    /// <summary>
    /// The breaker admits a limited number of calls as probes. Their outcomes close or open the circuit.
    /// </summary>
    HalfOpen = 2,

    /// <summary>
    /// The breaker rejects calls until <see cref="CircuitBreaker.Release"/> or <see cref="CircuitBreaker.Reset"/>.
    /// </summary>
    Isolated = 3,
}
