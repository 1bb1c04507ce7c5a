using Microsoft.Coyote.Runtime;
using Atomic = System.Threading.Interlocked;

namespace Aspects;

/// <summary>Adds the exchange of a <see cref="bool"/>, which Coyote lacks, to the atomic operations that it controls.</summary>
internal static class Interlocked
{
    public static bool Exchange(ref bool location, bool value)
    {
        // Atomic, because only one controlled thread runs at a time, until its next scheduling point.
        SchedulingPoint.Interleave();
        var before = location;
        location = value;
        return before;
    }

    public static int Exchange(ref int location, int value) => Atomic.Exchange(ref location, value);

    public static uint Exchange(ref uint location, uint value) => Atomic.Exchange(ref location, value);

    public static long Exchange(ref long location, long value) => Atomic.Exchange(ref location, value);

    public static int CompareExchange(ref int location, int value, int comparand) => Atomic.CompareExchange(ref location, value, comparand);

    public static long CompareExchange(ref long location, long value, long comparand) => Atomic.CompareExchange(ref location, value, comparand);

    public static T CompareExchange<T>(ref T location, T value, T comparand)
        where T : class? => Atomic.CompareExchange(ref location, value, comparand);

    public static int Increment(ref int location) => Atomic.Increment(ref location);

    public static long Increment(ref long location) => Atomic.Increment(ref location);

    public static int Decrement(ref int location) => Atomic.Decrement(ref location);

    public static long Decrement(ref long location) => Atomic.Decrement(ref location);

    public static int Add(ref int location, int value) => Atomic.Add(ref location, value);

    public static long Add(ref long location, long value) => Atomic.Add(ref location, value);

    public static long And(ref long location, long value) => Atomic.And(ref location, value);

    public static long Or(ref long location, long value) => Atomic.Or(ref location, value);

    public static void MemoryBarrier() => Atomic.MemoryBarrier();
}
