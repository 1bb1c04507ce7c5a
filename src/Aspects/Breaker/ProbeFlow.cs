namespace Aspects;

/// <summary>The probes that the present flow of calls holds, innermost first.</summary>
/// <remarks>
/// A call can enter the same breaker twice, if an implementation calls another member that the breaker guards. The
/// inner entry joins the probe of the outer entry. Otherwise the outer entry would hold the slot that the inner entry
/// needs, and the circuit would never recover. Only probes enter a flow, so a closed circuit has no cost.
/// </remarks>
internal sealed class ProbeFlow
{
    private static readonly AsyncLocal<ProbeFlow?> Current = new();

    private readonly CircuitController _controller;
    private readonly CircuitWord _entry;
    private readonly ProbeFlow? _outer;

    private ProbeFlow(CircuitController controller, CircuitWord entry, ProbeFlow? outer) =>
        (_controller, _entry, _outer) = (controller, entry, outer);

    /// <summary>Adds a probe to the flow, until <see cref="Leave"/>.</summary>
    public static void Enter(CircuitController controller, CircuitWord entry) =>
        Current.Value = new ProbeFlow(controller, entry, Current.Value);

    /// <summary>
    /// Removes a probe from the flow. Does nothing in another flow, such as that of the continuation of a task.
    /// </summary>
    public static void Leave(CircuitController controller, CircuitWord entry)
    {
        if (Current.Value is { } innermost && innermost.Holds(controller, entry)) Current.Value = innermost._outer;
    }

    /// <summary>Returns the lease of the probe that the flow holds, or <see cref="ProbeLeases.None"/>.</summary>
    /// <param name="controller">The controller of the breaker.</param>
    /// <param name="word">The state word. Probes of older epochs do not count.</param>
    public static int FindLease(CircuitController controller, CircuitWord word)
    {
        for (var flow = Current.Value; flow is not null; flow = flow._outer)
        {
            if (flow._controller == controller && flow._entry.IsSameEpoch(word)) return flow._entry.Count;
        }

        return ProbeLeases.None;
    }

    private bool Holds(CircuitController controller, CircuitWord entry) =>
        _controller == controller && _entry.IsSameEpoch(entry) && _entry.Count == entry.Count;
}
