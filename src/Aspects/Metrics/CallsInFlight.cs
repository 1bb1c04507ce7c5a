using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The calls that are under way, by when they began, so that those that are slow already can be counted before they end.
/// Buckets are an eighth of the limit long; a call counts as slow when all of its bucket has been under way for the limit.
/// </summary>
internal sealed class CallsInFlight
{
    private const int Cells = 2 * WindowGeneration.Buckets;
    private const int Mask = Cells - 1;

    private readonly long _since;
    private readonly long _firstEpoch;
    private readonly WindowGeneration _buckets;
    private Ring _ring;

    // Those that began so long ago that their cell has passed on to a later bucket.
    private long _expired;

    /// <param name="limit">How long a call may take before it is slow.</param>
    /// <param name="isPrecise">Which of the two clocks the stamps are of.</param>
    /// <param name="now">The present stamp of that clock.</param>
    /// <param name="epoch">The first epoch whose calls count; those of older ones say nothing about it, even while they hang.</param>
    /// <param name="isSuccessor">Whether calls of that epoch may be under way that were never counted here.</param>
    public CallsInFlight(TimeSpan limit, bool isPrecise, long now, long epoch, bool isSuccessor = false)
    {
        IsPrecise = isPrecise;
        _firstEpoch = epoch;

        // One that began within the same step of the clock may have been counted by the predecessor, and must not leave here.
        _since = isSuccessor ? now + 1 : long.MinValue;
        _buckets = new WindowGeneration(now, limit, first: Cells);
    }

    public bool IsPrecise { get; }

    /// <summary>The bucket of a stamp: it changes often enough for the count of slow calls to be followed.</summary>
    public uint GetBucketNumber(long stamp) => _buckets.GetBucketNumber(stamp);

    public void AddCall(CallStart start, long epoch)
    {
        if (!IsCounted(start, epoch)) return;
        var number = _buckets.GetBucketNumber(start.Stamp);
        ref var cell = ref _ring[(int)(number & Mask)];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            var ahead = number - (uint)(seen >>> 32);
            if (WindowGeneration.IsBefore(number, (uint)(seen >>> 32)))
            {
                Interlocked.Increment(ref _expired);
                return;
            }

            var next = ahead == 0 ? seen + 1 : ((long)number << 32) | 1;
            if (Interlocked.CompareExchange(ref cell, next, seen) != seen) continue;
            if (ahead > 0) Interlocked.Add(ref _expired, (uint)seen);
            return;
        }
    }

    public void RemoveCall(CallStart start, long epoch)
    {
        if (!IsCounted(start, epoch)) return;
        var number = _buckets.GetBucketNumber(start.Stamp);
        ref var cell = ref _ring[(int)(number & Mask)];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            if ((uint)(seen >>> 32) != number || (uint)seen == 0)
            {
                Interlocked.Decrement(ref _expired);
                return;
            }

            if (Interlocked.CompareExchange(ref cell, seen - 1, seen) == seen) return;
        }
    }

    /// <summary>How many calls under way are slow already.</summary>
    public long CountSlow(long now)
    {
        var present = _buckets.GetBucketNumber(now);
        var slow = Volatile.Read(ref _expired);
        for (var i = 0; i < Cells; i++)
        {
            var cell = Volatile.Read(ref _ring[i]);
            var number = (uint)(cell >>> 32);

            // A call that began after the stamp was read is in a later bucket, and not slow.
            if (present - number > WindowGeneration.Buckets && !WindowGeneration.IsBefore(present, number)) slow += (uint)cell;
        }

        return Math.Max(slow, 0);
    }

    // One that began before these settings came into force was never counted here.
    private bool IsCounted(CallStart start, long epoch) =>
        start.IsPrecise == IsPrecise && start.Stamp >= _since && epoch >= _firstEpoch;

    [InlineArray(Cells)]
    private struct Ring
    {
        private long _first;
    }
}
