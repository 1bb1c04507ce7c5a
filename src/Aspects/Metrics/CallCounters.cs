using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>
/// Exact totals of a breaker's calls by what became of them. One cell until threads get in each other's way;
/// then as many cells as processors, which threads are spread over, so that few lines of memory are shared by writers.
/// </summary>
internal struct CallCounters
{
    // One count in so many looks whether another thread counts within the next few nanoseconds.
    private const int SampleMask = 255;

    // Below this many sightings a second set of cells would cost more memory than it saves time.
    private const int ToleratedCollisions = 16;

    private Cell _cell;
    private Stripe[]? _stripes;
    private int _collisions;

    /// <summary>Counts one call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(CallKind kind)
    {
        if (_stripes is null)
        {
            // An increment, for it is half the price of a compare-and-swap, which would see collisions by itself.
            var total = Interlocked.Increment(ref _cell[(int)kind]);
            if ((total & SampleMask) == 0) DetectCollision(kind, total);
            return;
        }

        CountStriped(kind);
    }

    /// <summary>The number of calls of a kind: exact when nothing is being counted meanwhile.</summary>
    public readonly long GetTotal(CallKind kind)
    {
        var total = Volatile.Read(in _cell[(int)kind]);
        foreach (ref readonly var stripe in _stripes.AsSpan())
        {
            total += Volatile.Read(in stripe.Cell[(int)kind]);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DetectCollision(CallKind kind, long total)
    {
        // Read at once, the line would still be this processor's.
        Thread.SpinWait(1);
        if (Volatile.Read(ref _cell[(int)kind]) == total) return;
        if (Interlocked.Increment(ref _collisions) == ToleratedCollisions)
        {
            Volatile.Write(ref _stripes, new Stripe[Stripes.Length]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void CountStriped(CallKind kind)
    {
        Interlocked.Increment(ref _stripes![Stripes.CurrentIndex].Cell[(int)kind]);
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
