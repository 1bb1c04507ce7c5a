using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Reads the state word with which a permit was granted.</summary>
internal static class PermitEntry
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_entry")]
    public static extern ref readonly CircuitWord Read(ref CircuitPermit permit);
}
