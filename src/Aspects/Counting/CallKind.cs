namespace Aspects;

/// <summary>What became of a call, for the totals; each call is counted as one of these, once.</summary>
internal enum CallKind
{
    /// <summary>It ran and succeeded.</summary>
    Succeeded,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It ran, and its outcome says nothing about the callee.</summary>
    Ignored,

    /// <summary>It ran, and the callee asked to be left alone.</summary>
    Throttled,

    /// <summary>It ran, and its outcome came after the circuit had changed its state or had given its probe's place away.</summary>
    Late,

    /// <summary>It was turned away.</summary>
    Rejected,

    /// <summary>Not one more call, but a mark on one of the others: it would have been turned away, had the mode allowed it.</summary>
    Spared,

    /// <summary>A mark as well: its time was up.</summary>
    TimedOut,

    /// <summary>A mark as well: it took longer than the limit for slow calls.</summary>
    Slow,
}
