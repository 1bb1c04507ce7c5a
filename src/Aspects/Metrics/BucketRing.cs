using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>
/// Counts by bucket of time for the buckets of one window, and what has left it: each count is in <see cref="Total"/> exactly once.
/// A cell is <c>[ number : 32 | count : 32 ]</c> in one word, and passes on to a later bucket when that is first counted in:
/// no timer turns the ring. One set of cells until threads get in each other's way, then one for each processor.
/// </summary>
internal sealed class BucketRing
{
    private const int ToleratedCollisions = 16;
    private const int Mask = WindowGeneration.Buckets - 1;
    private const uint MaxCount = uint.MaxValue;

    private Cells _cells;
    private Stripe[]? _stripes;
    private int _collisions;

    // What has left the cells: expired, or counted for a bucket that had expired already.
    private long _expired;

    /// <summary>Everything ever counted.</summary>
    public long Total
    {
        get
        {
            var total = Volatile.Read(ref _expired) + SumAll(in _cells);
            foreach (ref readonly var stripe in Volatile.Read(ref _stripes).AsSpan())
            {
                total += SumAll(in stripe.Cells);
            }

            return total;
        }
    }

    /// <summary>Counts one in the bucket of that number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(uint number)
    {
        if (_stripes is null)
        {
            ref var cell = ref _cells[(int)(number & Mask)];
            var seen = cell;
            if ((uint)(seen >>> 32) == number
                && (uint)seen != MaxCount
                && Interlocked.CompareExchange(ref cell, seen + 1, seen) == seen)
            {
                return;
            }
        }

        CountSlowPath(number);
    }

    /// <summary>What is counted in the window that ends with the bucket of that number.</summary>
    public long SumWindow(uint number)
    {
        var sum = SumWindow(in _cells, number);
        foreach (ref readonly var stripe in Volatile.Read(ref _stripes).AsSpan())
        {
            sum += SumWindow(in stripe.Cells, number);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountSlowPath(uint number)
    {
        var stripes = Volatile.Read(ref _stripes);
        ref var cell = ref stripes is null
            ? ref _cells[(int)(number & Mask)]
            : ref stripes[Stripes.CurrentIndex].Cells[(int)(number & Mask)];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            var ahead = number - (uint)(seen >>> 32);
            if (WindowGeneration.IsBefore(number, (uint)(seen >>> 32)) || (ahead == 0 && (uint)seen == MaxCount))
            {
                // Too late for its window, or more than a cell can hold: only the total still wants it.
                Interlocked.Increment(ref _expired);
                return;
            }

            var next = ahead == 0 ? seen + 1 : ((long)number << 32) | 1;
            if (Interlocked.CompareExchange(ref cell, next, seen) == seen)
            {
                if (ahead > 0) Interlocked.Add(ref _expired, (uint)seen);
                return;
            }

            if (stripes is null && Interlocked.Increment(ref _collisions) == ToleratedCollisions)
            {
                Volatile.Write(ref _stripes, new Stripe[Stripes.Length]);
            }
        }
    }

    private static long SumWindow(ref readonly Cells cells, uint number)
    {
        long sum = 0;
        for (var i = 0; i < WindowGeneration.Buckets; i++)
        {
            var cell = Volatile.Read(in cells[i]);
            if (number - (uint)(cell >>> 32) < WindowGeneration.Buckets) sum += (uint)cell;
        }

        return sum;
    }

    private static long SumAll(ref readonly Cells cells)
    {
        long sum = 0;
        for (var i = 0; i < WindowGeneration.Buckets; i++)
        {
            sum += (uint)Volatile.Read(in cells[i]);
        }

        return sum;
    }

    [InlineArray(WindowGeneration.Buckets)]
    private struct Cells
    {
        private long _first;
    }

    // Two lines of 64 bytes: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public Cells Cells;
    }
}
