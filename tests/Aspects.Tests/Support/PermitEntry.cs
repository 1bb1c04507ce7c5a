using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Looks into a permit: what the circuit was when it was granted.</summary>
internal static class PermitEntry
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_entry")]
    public static extern ref readonly CircuitWord Of(ref CircuitPermit permit);
}
