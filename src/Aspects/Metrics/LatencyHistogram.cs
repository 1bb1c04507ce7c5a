using System.Numerics;

namespace Aspects;

/// <summary>A histogram of call durations.</summary>
/// <remarks>
/// Each doubling of the duration has eight buckets, so a percentile is never too low and at most an eighth too high.
/// </remarks>
internal sealed class LatencyHistogram
{
    private const int StepBits = 3;
    private const int Steps = 1 << StepBits;
    private const int Doublings = 48;

    private readonly long[] _counts = new long[Doublings * Steps];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _counts[GetIndex(duration.Ticks)]);

    /// <summary>Returns the percentiles; <see langword="null"/> if the histogram is empty.</summary>
    public LatencySummary? Summarize()
    {
        long total = 0;
        double ticks = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            var count = Volatile.Read(ref _counts[i]);
            total += count;

            // The average counts each call with the middle of its bucket.
            ticks += count * (GetUpperBound(i - 1) + 1 + GetUpperBound(i)) / 2.0;
        }

        return total == 0
            ? null
            : new LatencySummary(
                total,
                TimeSpan.FromTicks((long)(ticks / total)),
                GetPercentile(total, 0.5),
                GetPercentile(total, 0.9),
                GetPercentile(total, 0.99),
                GetPercentile(total, 1));
    }

    private TimeSpan GetPercentile(long total, double share)
    {
        var rank = Math.Max((long)Math.Ceiling(total * share), 1);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += Volatile.Read(ref _counts[i]);
            if (seen >= rank) return TimeSpan.FromTicks(GetUpperBound(i));
        }

        return TimeSpan.FromTicks(GetUpperBound(_counts.Length - 1));
    }

    private static int GetIndex(long ticks)
    {
        var value = (ulong)Math.Max(ticks, 0);
        if (value < Steps) return (int)value;
        var shift = BitOperations.Log2(value) - StepBits;
        return Math.Min(((shift + 1) << StepBits) + (int)((value >> shift) & (Steps - 1)), (Doublings * Steps) - 1);
    }

    private static long GetUpperBound(int index)
    {
        if (index < Steps) return index;
        var shift = (index >> StepBits) - 1;
        return ((((long)(index & (Steps - 1)) + Steps + 1) << shift) - 1);
    }
}
