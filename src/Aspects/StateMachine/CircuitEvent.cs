namespace Aspects;

/// <summary>Something that happens to a circuit.</summary>
/// <param name="Kind">What.</param>
/// <param name="Verdict">What the window says, where an outcome or an entry was judged; none where there is no reason to open.</param>
/// <param name="FailureLimit">How many failures in a row open the circuit at the moment; 0 for never.</param>
internal readonly record struct CircuitEvent(
    CircuitEventKind Kind, CircuitReason Verdict = CircuitReason.None, int FailureLimit = 0);

internal enum CircuitEventKind
{
    /// <summary>A caller asks to enter.</summary>
    Requested,

    /// <summary>A call admitted in the present epoch succeeded.</summary>
    Succeeded,

    /// <summary>A call admitted in the present epoch failed.</summary>
    Failed,

    /// <summary>The callee asked, in a call admitted in the present epoch, to be left alone.</summary>
    Throttled,

    /// <summary>The health probe found the callee healthy.</summary>
    FoundHealthy,

    /// <summary>A saved or initial state says open.</summary>
    Restore,

    /// <summary>Someone isolates the circuit.</summary>
    Isolate,

    /// <summary>Someone ends an isolation.</summary>
    Release,

    /// <summary>Someone starts afresh.</summary>
    Reset,
}
