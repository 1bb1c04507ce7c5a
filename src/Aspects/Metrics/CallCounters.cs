using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>Counts the calls of a breaker exactly, by their kind.</summary>
/// <remarks>
/// There is one cell until threads collide. Then there are about as many cells as processors. The threads are spread
/// over the cells, so that writers seldom share a cache line.
/// </remarks>
internal struct CallCounters
{
    // One count in 256 checks whether another thread counts within the next few nanoseconds.
    private const int SampleMask = 255;

    // With fewer collisions, more cells would cost more memory than they are worth.
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
            // A compare-and-swap would detect collisions by itself, but an increment takes half of its time.
            var total = Interlocked.Increment(ref _cell[(int)kind]);
            if ((total & SampleMask) == 0) DetectCollision(kind, total);
            return;
        }

        CountStriped(kind);
    }

    /// <summary>Returns the number of calls of a kind. Exact while no other thread counts.</summary>
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
        // Waits first, because this processor still owns the cache line right after the increment.
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
        // The field that InlineArray repeats.
        private long _first;
    }

    // Padded to two cache lines of 64 bytes, because processors fetch cache lines in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public Cell Cell;
    }
}
