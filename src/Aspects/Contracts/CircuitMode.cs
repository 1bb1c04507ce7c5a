using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The ways in which a circuit breaker treats calls.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitMode>))]
public enum CircuitMode
{
    /// <summary>The breaker counts calls, changes its state, and rejects calls.</summary>
    Enforce = 0,

    /// <summary>The breaker counts calls and changes its state, but never rejects a call.</summary>
    /// <remarks>
    /// A call that <see cref="Enforce"/> would have rejected is made, and its outcome does not change the state.
    /// </remarks>
    Monitor = 1,

    /// <summary>The breaker counts calls and does nothing else.</summary>
    Disabled = 2,
}
