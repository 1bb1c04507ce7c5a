using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>Counts the calls under way that are slow already, before they end.</summary>
/// <remarks>
/// Counts the calls by the bucket of their start. A bucket is an eighth of the limit long. A call counts as slow when
/// every call of its bucket is older than the limit.
/// </remarks>
internal sealed class CallsInFlight
{
    private const int Cells = 2 * WindowGeneration.Buckets;
    private const int Mask = Cells - 1;

    private readonly long _since;
    private readonly long _firstEpoch;
    private readonly WindowGeneration _buckets;
    private Ring _ring;

    // The calls under way whose cell has been taken over by a later bucket.
    private long _expired;

    /// <summary>Creates counters without calls.</summary>
    /// <param name="limit">The duration above which a call is slow.</param>
    /// <param name="isPrecise">Whether the stamps are precise; otherwise they are coarse.</param>
    /// <param name="now">The present stamp of the same kind.</param>
    /// <param name="epoch">The first epoch whose calls are counted. A call of an older epoch is stale.</param>
    /// <param name="isSuccessor">
    /// Whether calls of that epoch may be under way that these counters have not counted.
    /// </param>
    public CallsInFlight(TimeSpan limit, bool isPrecise, long now, long epoch, bool isSuccessor = false)
    {
        IsPrecise = isPrecise;
        _firstEpoch = epoch;

        // The predecessor may have counted a call that began at the same stamp. These counters must not remove that
        // call.
        _since = isSuccessor ? now + 1 : long.MinValue;
        _buckets = new WindowGeneration(now, limit, first: Cells);
    }

    public bool IsPrecise { get; }

    /// <summary>
    /// Returns the number of the bucket of a stamp. A call becomes slow only when a new bucket begins.
    /// </summary>
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

    /// <summary>Returns the number of calls under way that are slow already.</summary>
    public long CountSlow(long now)
    {
        var present = _buckets.GetBucketNumber(now);
        var slow = Volatile.Read(ref _expired);
        for (var i = 0; i < Cells; i++)
        {
            var cell = Volatile.Read(ref _ring[i]);
            var number = (uint)(cell >>> 32);

            // A call that began after the stamp was read is in a later bucket and is not slow.
            if (present - number > WindowGeneration.Buckets && !WindowGeneration.IsBefore(present, number)) slow += (uint)cell;
        }

        return Math.Max(slow, 0);
    }

    // A call that began under earlier settings was not counted here.
    private bool IsCounted(CallStart start, long epoch) =>
        start.IsPrecise == IsPrecise && start.Stamp >= _since && epoch >= _firstEpoch;

    [InlineArray(Cells)]
    private struct Ring
    {
        // The field that InlineArray repeats.
        private long _first;
    }
}
