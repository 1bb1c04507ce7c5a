using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The calls in flight by the time they began, so that slow calls count before they end. A bucket is an eighth of the
/// limit long. A call counts as slow once its whole bucket has been in flight for the limit.
/// </summary>
internal sealed class CallsInFlight
{
    private const int BucketsPerLimit = 8;
    private const int CellCount = 2 * BucketsPerLimit;
    private const int Mask = CellCount - 1;

    // Bucket numbers wrap. A number that is more than this far behind counts as ahead.
    private const uint MaxLag = 1 << 24;

    // The number of a bucket is its distance from this timestamp. The first counted call is in a bucket after the
    // initial numbers of the ring.
    private readonly long _base;
    private readonly long _bucketLength;

    // A cell is [ bucket number : 32 | calls : 32 ].
    private Ring _ring;

    // The number of calls in flight whose cell now belongs to a later bucket.
    private long _callsWithoutCell;

    // The last bucket at whose beginning the slow calls in flight were judged.
    private long _judgedBucket;

    /// <param name="limit">The duration above which a call is slow.</param>
    /// <param name="clock">The clock of the timestamps, as in <see cref="CallStart"/>.</param>
    /// <param name="now">The present timestamp of that clock.</param>
    /// <param name="epochBits">The epoch whose calls count, in the bits of a state word.</param>
    /// <param name="number">The number that tells these calls from those of other limits and epochs.</param>
    public CallsInFlight(TimeSpan limit, long clock, long now, long epochBits, int number)
    {
        (Clock, EpochBits, Number) = (clock, epochBits, number);
        _bucketLength = Math.Max(limit.Ticks / BucketsPerLimit, 2);
        _base = now - (CellCount * _bucketLength);
    }

    /// <summary>The clock of the timestamps, as in <see cref="CallStart"/>.</summary>
    public long Clock { get; }

    /// <summary>The number that tells these calls from those of other limits and epochs.</summary>
    public int Number { get; }

    /// <summary>The epoch whose calls count, in the bits of a state word.</summary>
    public long EpochBits { get; }

    /// <summary>Returns the number of the bucket that a timestamp falls into.</summary>
    public uint GetBucketNumber(long stamp) => (uint)(Math.Max(stamp - _base, 0) / _bucketLength);

    /// <summary>Adds a call if its bucket has begun and its slow calls in flight are judged.</summary>
    /// <returns>Whether the call is added. If not, <see cref="AddCall"/> adds the call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddCall(CallStart start)
    {
        var number = (uint)((start.Stamp - _base) / _bucketLength);
        if (number != Volatile.Read(ref _judgedBucket)) return false;
        ref var cell = ref _ring[(int)number & Mask];
        var seen = Volatile.Read(ref cell);
        return seen >>> 32 == number && Interlocked.CompareExchange(ref cell, seen + 1, seen) == seen;
    }

    public void AddCall(CallStart start)
    {
        var number = GetBucketNumber(start.Stamp);
        ref var cell = ref _ring[(int)(number & Mask)];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            var ahead = number - (uint)(seen >>> 32);
            if (IsBefore(number, (uint)(seen >>> 32)))
            {
                Interlocked.Increment(ref _callsWithoutCell);
                return;
            }

            var next = ahead == 0 ? seen + 1 : ((long)number << 32) | 1;
            if (Interlocked.CompareExchange(ref cell, next, seen) != seen) continue;
            if (ahead > 0) Interlocked.Add(ref _callsWithoutCell, (uint)seen);
            return;
        }
    }

    /// <summary>Removes a call if a cell counts the calls of its bucket.</summary>
    /// <returns>Whether the call is removed. If not, <see cref="RemoveCall"/> removes the call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRemoveCall(CallStart start)
    {
        var number = (uint)((start.Stamp - _base) / _bucketLength);
        ref var cell = ref _ring[(int)number & Mask];
        var seen = Volatile.Read(ref cell);
        return seen >>> 32 == number
            && (uint)seen != 0
            && Interlocked.CompareExchange(ref cell, seen - 1, seen) == seen;
    }

    public void RemoveCall(CallStart start)
    {
        var number = GetBucketNumber(start.Stamp);
        ref var cell = ref _ring[(int)(number & Mask)];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            if ((uint)(seen >>> 32) != number || (uint)seen == 0)
            {
                Interlocked.Decrement(ref _callsWithoutCell);
                return;
            }

            if (Interlocked.CompareExchange(ref cell, seen - 1, seen) == seen) return;
        }
    }

    /// <summary>Returns the number of slow calls in flight once for each bucket, and otherwise 0.</summary>
    public long CountSlowToJudge(long now)
    {
        var number = GetBucketNumber(now);
        if (number < CellCount || Volatile.Read(ref _judgedBucket) == number) return 0;
        return Interlocked.Exchange(ref _judgedBucket, number) == number ? 0 : CountSlow(now);
    }

    /// <summary>Returns the number of calls in flight that are already slow.</summary>
    public long CountSlow(long now)
    {
        var present = GetBucketNumber(now);
        var slow = Volatile.Read(ref _callsWithoutCell);
        for (var i = 0; i < CellCount; i++)
        {
            var cell = Volatile.Read(ref _ring[i]);
            var number = (uint)(cell >>> 32);

            // A call that began after the timestamp was read is in a later bucket, and is not slow.
            if (present - number > BucketsPerLimit && !IsBefore(present, number)) slow += (uint)cell;
        }

        return Math.Max(slow, 0);
    }

    private static bool IsBefore(uint number, uint other) => other - number - 1 < MaxLag;

    [InlineArray(CellCount)]
    private struct Ring
    {
        private long _first;
    }
}
