using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The kinds of <see cref="CircuitOutcome"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitOutcomeKind>))]
public enum CircuitOutcomeKind
{
    /// <inheritdoc cref="CircuitOutcome.Success"/>
    Success = 0,

    /// <inheritdoc cref="CircuitOutcome.Failure"/>
    Failure = 1,

    /// <inheritdoc cref="CircuitOutcome.Ignored"/>
    Ignored = 2,

    /// <summary>The callee requested fewer calls.</summary>
    Throttled = 3,
}
