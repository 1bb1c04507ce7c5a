using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>What became of one call. Each call has exactly one of these outcomes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitCallOutcome>))]
public enum CircuitCallOutcome
{
    /// <summary>The call succeeded.</summary>
    Succeeded = 0,

    /// <summary>The call failed.</summary>
    Failed = 1,

    /// <summary>The call does not concern the health of the callee, such as a call that its caller cancelled.</summary>
    Ignored = 2,

    /// <summary>The callee requested fewer calls.</summary>
    Throttled = 3,

    /// <summary>The circuit changed its state during the call, so that the outcome was not judged.</summary>
    Stale = 4,

    /// <summary>The breaker rejected the call.</summary>
    Rejected = 5,
}
