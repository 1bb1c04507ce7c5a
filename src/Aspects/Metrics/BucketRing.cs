using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>Counts calls in the buckets of one time window, and keeps the exact total of all time.</summary>
/// <remarks>
/// <para>A cell is <c>[ bucket number : 32 | count : 32 ]</c> in one 64-bit value. The first call of a later bucket
/// takes the cell over and moves the old count to the expired counts. So no timer is needed.</para>
/// <para>The ring has one set of cells until threads collide, and then one set for each processor.</para>
/// </remarks>
internal sealed class BucketRing
{
    private const int ToleratedCollisions = 16;
    private const int Mask = WindowGeneration.Buckets - 1;
    private const uint MaxCount = uint.MaxValue;

    private Cells _cells;
    private Stripe[]? _stripes;
    private int _collisions;

    // The counts that are in no cell: of expired buckets, of calls for a bucket that had expired already, of full
    // cells.
    private long _expired;

    /// <summary>The number of all calls ever counted. Each call is in the total exactly once.</summary>
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

    /// <summary>Counts one call in a bucket.</summary>
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

    /// <summary>Returns the number of calls in the window that ends with the given bucket.</summary>
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
                // The bucket has expired, or the cell is full. Only the total counts the call.
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
        // The field that InlineArray repeats.
        private long _first;
    }

    // Padded to two cache lines of 64 bytes, because processors fetch cache lines in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public Cells Cells;
    }
}
