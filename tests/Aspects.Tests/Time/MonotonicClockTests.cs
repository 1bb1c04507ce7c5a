using System.Numerics;
using CsCheck;

namespace Aspects.Tests;

/// <summary>Timestamps in units of 100 ns from clocks of any frequency, exact to the unit.</summary>
public sealed class MonotonicClockTests
{
    private static readonly Gen<long> Frequencies = Gen.Frequency(
        (1, Gen.OneOf(1L, 3L, 1_000L, 3_579_545L, 9_999_999L, 10_000_000L, 10_000_001L, 24_000_000L, 1_000_000_000L)),
        (1, Gen.Long[1, 10_000_000_000]));

    [Fact]
    public void A_timestamp_is_the_whole_number_of_elapsed_units() =>
        Samples.Check(Gen.Select(Frequencies, Gen.Double[0, 1]), static sample =>
        {
            var (frequency, share) = sample;

            // Up to a thousand years.
            var stamp = (long)(share * frequency * 365.25 * 86_400 * Math.Min(1_000, long.MaxValue / frequency / 400 / 86_400));

            var units = (BigInteger)stamp * TimeSpan.TicksPerSecond / frequency;

            Assert.Equal((long)units, MonotonicClock.Create(new FixedStamp(frequency, stamp)).Now);
        });

    [Fact]
    public void A_later_timestamp_is_never_an_earlier_time() =>
        Samples.Check(Gen.Select(Frequencies, Gen.Long[0, 1_000_000_000_000], Gen.Long[0, 100]), static sample =>
        {
            var (frequency, stamp, later) = sample;
            var clock = new FixedStamp(frequency, stamp);
            var before = MonotonicClock.Create(clock).Now;

            clock.Stamp += later;

            Assert.InRange(MonotonicClock.Create(clock).Now, before, long.MaxValue);
        });

    [Theory]
    [InlineData(3, 1, 3_333_333)]
    [InlineData(3, 2, 6_666_666)]
    [InlineData(3, 3, 10_000_000)]
    [InlineData(1_000_000_000, 99, 0)]
    [InlineData(1_000_000_000, 100, 1)]
    [InlineData(1_000_000_000, 9_223_372_036_854_775_807, 92_233_720_368_547_758)]
    [InlineData(10_000_000, 9_223_372_036_854_775_807, 9_223_372_036_854_775_807)]
    public void A_timestamp_is_rounded_down_without_floating_point(long frequency, long stamp, long units) =>
        Assert.Equal(units, MonotonicClock.Create(new FixedStamp(frequency, stamp)).Now);

    [Fact]
    public void A_break_has_its_exact_duration_on_a_clock_of_an_odd_frequency()
    {
        var clock = new FixedStamp(frequency: 3, stamp: 1_000);
        var breaker = new CircuitBreaker(
            "orders", new() { ConsecutiveFailures = 1, Jitter = 0, BreakDuration = TimeSpan.FromSeconds(2) }, clock);
        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new TimeoutException());

        clock.Stamp += 5;
        Assert.Equal(CircuitState.Open, breaker.State);

        clock.Stamp += 1;
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
    }

    [Fact]
    public void The_system_clock_advances_in_the_same_unit()
    {
        var clock = MonotonicClock.Create(TimeProvider.System);

        var earliest = Environment.TickCount64;
        var now = clock.Now;
        var latest = Environment.TickCount64;

        Assert.InRange(now, earliest * TimeSpan.TicksPerMillisecond, latest * TimeSpan.TicksPerMillisecond);
        TestTimeout.WaitUntil(() => clock.Now > now);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(5, 10, 15)]
    [InlineData(-5, 10, 5)]
    [InlineData(0, long.MaxValue, MonotonicClock.Never)]
    [InlineData(1, long.MaxValue, MonotonicClock.Never)]
    [InlineData(1, long.MaxValue - 1, MonotonicClock.Never)]
    [InlineData(1, long.MaxValue - 2, long.MaxValue - 1)]
    [InlineData(long.MaxValue - 1, 2, MonotonicClock.Never)]
    public void Adding_a_span_is_limited_to_Never(long stamp, long span, long sum) =>
        Assert.Equal(sum, MonotonicClock.AddTime(stamp, TimeSpan.FromTicks(span)));

    [Theory]
    [InlineData(15, 5, 10)]
    [InlineData(5, 5, 0)]
    [InlineData(5, 6, 0)]
    [InlineData(5, long.MaxValue, 0)]
    [InlineData(MonotonicClock.Never, 0, long.MaxValue)]
    [InlineData(MonotonicClock.Never, 77, long.MaxValue)]
    public void The_time_until_a_timestamp_is_never_negative_and_is_endless_until_Never(long stamp, long now, long ticks) =>
        Assert.Equal(TimeSpan.FromTicks(ticks), MonotonicClock.GetTimeUntil(stamp, now));

    private sealed class FixedStamp(long frequency, long stamp) : TimeProvider
    {
        public long Stamp { get; set; } = stamp;

        public override long TimestampFrequency { get; } = frequency;

        public override long GetTimestamp() => Stamp;
    }
}
