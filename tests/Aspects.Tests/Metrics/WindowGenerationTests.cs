using CsCheck;

namespace Aspects.Tests;

/// <summary>The number of a bucket equals a plain division.</summary>
public sealed class WindowGenerationTests
{
    private const long Half = long.MaxValue / 2;

    private static readonly Gen<long> Stamps = Gen.OneOf(
        Gen.Long[0, Half], Gen.Long[0, 1_000], Gen.OneOf(0L, 1L, Half - 1, Half, TimeSpan.TicksPerDay, 1L << 53, (1L << 62) - 1));

    private static readonly Gen<TimeSpan> Lengths = Gen.OneOf(
        Gen.Long[16, 1_000], Gen.Long[1_000_000, TimeSpan.TicksPerDay], Gen.Long[16, long.MaxValue],
        Gen.OneOf(16L, 17L, 24L, 31L, 1_000_000L, TimeSpan.TicksPerDay, long.MaxValue)).Select(TimeSpan.FromTicks);

    [Fact]
    public void The_bucket_of_a_timestamp_equals_a_division() => Samples.Check(
        Gen.Select(Stamps, Stamps, Lengths, Gen.UInt),
        static sample =>
        {
            var (origin, elapsed, length, first) = sample;
            var generation = new WindowGeneration(origin, length, first);

            AssertIsDivided(generation, origin, origin + elapsed, length, first);
        },
        count: 50_000);

    [Fact]
    public void The_bucket_of_a_timestamp_next_to_an_edge_equals_a_division() => Samples.Check(
        Gen.Select(Stamps, Gen.Long[0, 1L << 40], Lengths, Gen.Int[-1, 1]),
        static sample =>
        {
            var (origin, bucket, length, ticks) = sample;
            var stamp = Int128.Min(origin + ((Int128)bucket * (length.Ticks / 8)) + ticks, long.MaxValue);
            var generation = new WindowGeneration(origin, length, first: 8);

            AssertIsDivided(generation, origin, (long)stamp, length, first: 8);
        },
        count: 50_000);

    [Fact]
    public void A_timestamp_before_the_generation_is_in_the_first_bucket()
    {
        var generation = new WindowGeneration(1_000, TimeSpan.FromTicks(800), first: 8);

        Assert.Equal(8u, generation.GetBucketNumber(999));
        Assert.Equal(8u, generation.GetBucketNumber(long.MinValue + 1_000));
    }

    [Fact]
    public void A_new_generation_has_no_bucket_of_the_generation_before() => Samples.Check(
        Gen.Select(Lengths, Lengths, Gen.Long[0, TimeSpan.TicksPerDay]),
        static sample =>
        {
            var (length, other, elapsed) = sample;
            var generation = new WindowGeneration(0, length);

            var renewed = generation.Renew(elapsed, other);

            Assert.Equal(generation.GetBucketNumber(elapsed) + 8, renewed.GetBucketNumber(elapsed));
        });

    private static void AssertIsDivided(WindowGeneration generation, long origin, long stamp, TimeSpan length, uint first)
    {
        var bucket = stamp < origin ? 0 : (stamp - origin) / (length.Ticks / 8);
        Assert.Equal(unchecked(first + (uint)bucket), generation.GetBucketNumber(stamp));
    }
}
