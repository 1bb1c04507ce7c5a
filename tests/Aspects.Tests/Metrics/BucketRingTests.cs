using System.Reflection;

namespace Aspects.Tests;

/// <summary>Every count is in the total exactly once, and in the sum of its window.</summary>
public sealed class BucketRingTests
{
    [Fact]
    public void A_count_for_an_expired_bucket_is_in_the_total_only()
    {
        var ring = new BucketRing();
        ring.Count(100);

        ring.Count(92);
        ring.Count(93);

        Assert.Equal(2, ring.SumWindow(100));
        Assert.Equal(1, ring.SumWindow(101));
        Assert.Equal(3, ring.Total);
    }

    [Fact]
    public void Bucket_numbers_may_overflow()
    {
        var ring = new BucketRing();
        for (var i = 0u; i < 8; i++) ring.Count((1u << 31) + i);
        for (var number = uint.MaxValue - 20; number != 20; number++)
        {
            ring.Count(number);
            Assert.Equal(Math.Min(unchecked(number - (uint.MaxValue - 20)) + 1, 8), (uint)ring.SumWindow(number));
        }

        Assert.Equal(8 + 41, ring.Total);
    }

    [Fact]
    public void Concurrent_counts_are_all_kept_and_get_stripes()
    {
        var counts = StressIterations.Scale(300_000);
        var ring = new BucketRing();
        var runs = 0;

        // Whether threads collide depends on the machine. Repeat until a collision has created stripes.
        do
        {
            Threads.Run(Threads.Many, _ =>
            {
                for (var i = 0; i < counts; i++) ring.Count(8);
            });
            runs++;
            Assert.Equal((long)runs * Threads.Many * counts, ring.Total);
            Assert.Equal(ring.Total, ring.SumWindow(8));
        }
        while (!HasStripes(ring) && (long)runs * counts < 30_000_000);

        Assert.True(HasStripes(ring) || Environment.ProcessorCount == 1);
    }

    [Fact]
    public void Concurrent_counts_in_changing_buckets_are_all_kept()
    {
        var counts = StressIterations.Scale(200_000);
        var ring = new BucketRing();
        uint number = 8;

        Threads.Run(Threads.Many, index =>
        {
            for (var i = 0; i < counts; i++)
            {
                // Some counts use an older bucket, like a thread that was interrupted between reading the clock and
                // counting.
                ring.Count(Volatile.Read(ref number) - (uint)(i % 3));
                if (i % 16 == index) Interlocked.Increment(ref number);
            }
        });

        Assert.Equal((long)Threads.Many * counts, ring.Total);
        Assert.Equal(0, ring.SumWindow(number + 8));
        Assert.Equal((long)Threads.Many * counts, ring.Total);
    }

    private static bool HasStripes(BucketRing ring) =>
        typeof(BucketRing).GetField("_stripes", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(ring) is not null;
}
