namespace Aspects;

/// <summary>How far an enumeration or a subscription has come.</summary>
internal enum StreamPhase
{
    /// <summary>Nothing has been asked for.</summary>
    New,

    /// <summary>Admitted; there has been no item yet.</summary>
    Waiting,

    /// <summary>There has been an item.</summary>
    Flowing,

    /// <summary>Rejected or settled.</summary>
    Ended,
}
