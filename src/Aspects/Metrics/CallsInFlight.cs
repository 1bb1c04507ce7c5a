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

    private readonly long _origin;
    private readonly long _bucketLength;
    private readonly long _firstCounted;
    private readonly long _firstEpoch;

    // A cell is [ bucket number : 32 | calls : 32 ].
    private Ring _ring;

    // The number of calls in flight whose cell now belongs to a later bucket.
    private long _callsWithoutCell;

    /// <param name="limit">The duration above which a call is slow.</param>
    /// <param name="isPrecise">Whether timestamps are those of the precise clock.</param>
    /// <param name="now">The present timestamp of that clock.</param>
    /// <param name="epoch">The first epoch whose calls count.</param>
    /// <param name="isSuccessor">Whether calls of that epoch may be in flight that this instance never
    /// counted.</param>
    public CallsInFlight(TimeSpan limit, bool isPrecise, long now, long epoch, bool isSuccessor = false)
    {
        IsPrecise = isPrecise;
        _origin = now;
        _bucketLength = Math.Max(limit.Ticks / BucketsPerLimit, 2);
        _firstEpoch = epoch;

        // The predecessor may have counted a call of the same stamp. Such a call must not be removed here.
        _firstCounted = isSuccessor ? now + 1 : long.MinValue;
    }

    public bool IsPrecise { get; }

    /// <summary>Returns the number of the bucket that a timestamp falls into.</summary>
    public uint GetBucketNumber(long stamp) => CellCount + (uint)(Math.Max(stamp - _origin, 0) / _bucketLength);

    public void AddCall(CallStart start, long epoch)
    {
        if (!IsCounted(start, epoch)) return;
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

    public void RemoveCall(CallStart start, long epoch)
    {
        if (!IsCounted(start, epoch)) return;
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

    // A call that began before this instance was created was not added here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsCounted(CallStart start, long epoch) =>
        start.IsPrecise == IsPrecise && start.Stamp >= _firstCounted && epoch >= _firstEpoch;

    [InlineArray(CellCount)]
    private struct Ring
    {
        private long _first;
    }
}
