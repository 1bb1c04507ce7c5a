namespace Aspects;

/// <summary>An event of the state machine.</summary>
/// <param name="Kind">The kind of the event.</param>
/// <param name="Verdict">
/// The reason to open that the window gives; <see cref="CircuitReason.None"/> if there is none.
/// </param>
/// <param name="FailureLimit">
/// The present limit of consecutive failures; 0 if failures alone never open the circuit.
/// </param>
internal readonly record struct CircuitEvent(
    CircuitEventKind Kind, CircuitReason Verdict = CircuitReason.None, int FailureLimit = 0);

internal enum CircuitEventKind
{
    /// <summary>A caller requests a permit.</summary>
    Requested,

    /// <summary>A call admitted in the present epoch succeeded.</summary>
    Succeeded,

    /// <summary>A call admitted in the present epoch failed.</summary>
    Failed,

    /// <summary>The callee throttled a call admitted in the present epoch.</summary>
    Throttled,

    /// <summary>The health probe found the callee healthy.</summary>
    FoundHealthy,

    /// <summary>A saved or initial state is open.</summary>
    Restore,

    /// <summary>The circuit is opened by hand for a time.</summary>
    OpenByHand,

    /// <summary>The circuit is isolated by hand.</summary>
    Isolate,

    /// <summary>The isolation is ended by hand.</summary>
    Release,

    /// <summary>The circuit is reset by hand.</summary>
    Reset,
}
