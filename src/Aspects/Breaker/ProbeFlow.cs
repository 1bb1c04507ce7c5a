namespace Aspects;

/// <summary>The probes that the present flow of calls holds, at most one of each breaker.</summary>
/// <remarks>
/// A call can enter the same breaker twice, if an implementation calls another member that the breaker guards. The
/// inner entry joins the probe of the outer entry. Otherwise the outer entry would hold the slot that the inner entry
/// needs, and the circuit would never recover. Only probes enter a flow, so a closed circuit has no cost.
/// </remarks>
internal static class ProbeFlow
{
    // The arrays are never changed, because the flows of other calls share them.
    private static readonly AsyncLocal<Probe[]?> Probes = new();

    /// <summary>Adds a probe until <see cref="Leave"/>. Replaces an expired probe of the same breaker.</summary>
    public static void Enter(CircuitController controller, CircuitWord entry)
    {
        var others = (Probes.Value ?? []).Where(probe => probe.Controller != controller);
        Probes.Value = [.. others, new Probe(controller, entry)];
    }

    /// <summary>
    /// Removes a probe from the flow. Does nothing in another flow, such as that of the continuation of a task.
    /// </summary>
    public static void Leave(CircuitController controller, CircuitWord entry)
    {
        if (Probes.Value is not { } probes) return;
        Probe[] others = [.. probes.Where(probe => !probe.Is(controller, entry))];
        if (others.Length < probes.Length) Probes.Value = others.Length == 0 ? null : others;
    }

    /// <summary>Returns the lease of the probe that the flow holds, or <see cref="ProbeLeases.None"/>.</summary>
    /// <param name="controller">The controller of the breaker.</param>
    /// <param name="word">The state word. Probes of older epochs do not count.</param>
    public static int FindLease(CircuitController controller, CircuitWord word)
    {
        foreach (var probe in Probes.Value ?? [])
        {
            if (probe.Controller == controller && probe.Entry.IsSameEpoch(word)) return probe.Entry.Count;
        }

        return ProbeLeases.None;
    }

    private readonly record struct Probe(CircuitController Controller, CircuitWord Entry)
    {
        public bool Is(CircuitController controller, CircuitWord entry) =>
            Controller == controller && Entry.IsSameEpoch(entry) && Entry.Count == entry.Count;
    }
}
