using CsCheck;

namespace Aspects.Tests;

/// <summary>Percentiles from a histogram whose buckets grow with the duration.</summary>
public sealed class LatencyHistogramTests
{
    private static readonly Gen<long[]> Durations =
        Gen.Select(Gen.Int[0, 45], Gen.Long[0, long.MaxValue]).Select(static (shift, value) => value >> (18 + shift)).Array[1, 60];

    [Fact]
    public void A_percentile_is_never_below_the_true_value_and_at_most_an_eighth_above() =>
        Samples.Check(Durations, static ticks =>
        {
            var summary = CreateHistogram(ticks).Summarize()!;

            var sorted = ticks.Order().ToArray();
            AssertBound(0.5, summary.Median);
            AssertBound(0.9, summary.P90);
            AssertBound(0.99, summary.P99);
            AssertBound(1, summary.Max);
            Assert.Equal(ticks.Length, summary.Calls);
            var average = ticks.Sum() / ticks.Length;
            Assert.InRange(summary.Average.Ticks, average - (average / 16) - 1, average + (average / 16) + 1);

            void AssertBound(double share, TimeSpan actual)
            {
                var exact = sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
                Assert.InRange(actual.Ticks, exact, exact + (exact / 8) + 1);
            }
        });

    [Fact]
    public void A_higher_percentile_is_never_smaller() =>
        Samples.Check(Durations, static ticks =>
        {
            var summary = CreateHistogram(ticks).Summarize()!;

            Assert.True(summary.Median <= summary.P90 && summary.P90 <= summary.P99 && summary.P99 <= summary.Max);
        });

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(15, 15)]
    [InlineData(16, 17)]
    [InlineData(17, 17)]
    [InlineData(18, 19)]
    public void The_buckets_have_the_expected_upper_bounds(long ticks, long upperBound)
    {
        var histogram = new LatencyHistogram();

        histogram.Add(TimeSpan.FromTicks(ticks));

        Assert.Equal(upperBound, histogram.Summarize()!.Max.Ticks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(15)]
    public void The_average_of_a_duration_with_a_bucket_of_its_own_is_exact(long ticks)
    {
        var histogram = CreateHistogram([ticks, ticks]);

        Assert.Equal(ticks, histogram.Summarize()!.Average.Ticks);
    }

    [Fact]
    public void An_empty_histogram_has_no_percentiles_and_the_longest_duration_fits()
    {
        var histogram = new LatencyHistogram();
        Assert.Null(histogram.Summarize());

        histogram.Add(TimeSpan.MaxValue);

        Assert.True(histogram.Summarize()!.Max > TimeSpan.FromDays(1_000));
    }

    private static LatencyHistogram CreateHistogram(long[] ticks)
    {
        var histogram = new LatencyHistogram();
        foreach (var each in ticks) histogram.Add(TimeSpan.FromTicks(each));
        return histogram;
    }
}
