using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>
/// Exact totals of a breaker's calls by what became of them. One cell until threads get in each other's way;
/// then one cell per processor, so that no line of memory is shared by writers.
/// </summary>
internal struct CallCounters
{
    // Below this many lost races a second set of cells would cost more memory than it saves time.
    private const int ToleratedCollisions = 16;
    private const int MaxStripes = 64;
    private static readonly int StripeCount =
        (int)Math.Min(MaxStripes, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private Cell _cell;
    private Stripe[]? _stripes;
    private int _collisions;

    /// <summary>Counts one call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(CallKind kind)
    {
        if (_stripes is null)
        {
            ref var total = ref _cell[(int)kind];
            var seen = total;
            if (Interlocked.CompareExchange(ref total, seen + 1, seen) == seen) return;
        }

        CountContended(kind);
    }

    /// <summary>The number of calls of a kind: exact when nothing is being counted meanwhile.</summary>
    public readonly long Total(CallKind kind)
    {
        var total = Volatile.Read(in _cell[(int)kind]);
        foreach (ref readonly var stripe in _stripes.AsSpan())
        {
            total += Volatile.Read(in stripe.Cell[(int)kind]);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountContended(CallKind kind)
    {
        if (Volatile.Read(ref _stripes) is { } stripes)
        {
            var mine = Thread.GetCurrentProcessorId() & (stripes.Length - 1);
            Interlocked.Increment(ref stripes[mine].Cell[(int)kind]);
            return;
        }

        Interlocked.Increment(ref _cell[(int)kind]);
        if (Interlocked.Increment(ref _collisions) == ToleratedCollisions)
        {
            Volatile.Write(ref _stripes, new Stripe[StripeCount]);
        }
    }

    [InlineArray((int)CallKind.Rejected + 1)]
    private struct Cell
    {
        private long _first;
    }

    // Two lines of 64 bytes: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public Cell Cell;
    }
}
