namespace Aspects;

/// <summary>The kind of a call in the totals. Each call has one kind.</summary>
internal enum CallKind
{
    /// <summary>The call ran and succeeded.</summary>
    Succeeded,

    /// <summary>The call ran and failed.</summary>
    Failed,

    /// <summary>The call ran, and its outcome does not concern the health of the callee.</summary>
    Ignored,

    /// <summary>The call ran, and the callee throttled it.</summary>
    Throttled,

    /// <summary>The call ran, and its outcome is stale: a new epoch began during the call.</summary>
    Stale,

    /// <summary>The call was rejected.</summary>
    Rejected,
}
