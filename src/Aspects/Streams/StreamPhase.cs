namespace Aspects;

/// <summary>The phase of an enumeration or a subscription.</summary>
internal enum StreamPhase
{
    /// <summary>No item has been requested.</summary>
    New,

    /// <summary>The call is admitted, and no item has come.</summary>
    Waiting,

    /// <summary>At least one item has come.</summary>
    Flowing,

    /// <summary>The call is rejected or settled.</summary>
    Ended,
}
