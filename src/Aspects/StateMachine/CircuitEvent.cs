namespace Aspects;

/// <summary>What can happen to a circuit.</summary>
internal enum CircuitEvent
{
    /// <summary>A caller asks to enter.</summary>
    Asked,

    /// <summary>A call admitted in the present epoch succeeded.</summary>
    Succeeded,

    /// <summary>A call admitted in the present epoch failed.</summary>
    Failed,
}
