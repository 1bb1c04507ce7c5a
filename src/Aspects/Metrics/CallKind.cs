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
    Stale,

    /// <summary>It was turned away.</summary>
    Rejected,
}
