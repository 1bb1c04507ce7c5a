namespace Aspects;

/// <summary>The kind of a call in the totals. Each call is counted once.</summary>
internal enum CallKind
{
    /// <summary>The call ran and succeeded.</summary>
    Succeeded,

    /// <summary>The call ran and failed.</summary>
    Failed,

    /// <summary>The call ran, and its outcome is no statement about the callee.</summary>
    Ignored,

    /// <summary>The call ran, and the callee throttled it.</summary>
    Throttled,

    /// <summary>The call ran, and its outcome came after a transition or after its probe lease had expired.</summary>
    Stale,

    /// <summary>The call was rejected.</summary>
    Rejected,
}
