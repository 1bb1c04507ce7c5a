namespace Aspects.Tests;

/// <summary>Which calls are quick, and with which clock calls are measured.</summary>
public sealed class CallTimingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void A_call_is_quick_up_to_the_limit_of_slow_calls_or_else_to_its_timeout(int slowSeconds, int timeoutSeconds)
    {
        var timing = Create(new() { SlowCallDuration = slowSeconds * Limit, Timeout = timeoutSeconds * Limit }, out var rules);

        var permit = default(CircuitWord);
        var start = timing.Begin(rules, ref permit);

        Assert.False(timing.TryEndQuickCall(start, start.Stamp + Limit.Ticks + 1, permit));
        Assert.True(timing.TryEndQuickCall(start, start.Stamp + Limit.Ticks, permit));
    }

    [Fact]
    public void Without_a_limit_each_call_is_quick()
    {
        var timing = Create(new() { MeasureDurations = true }, out var rules);

        var permit = default(CircuitWord);
        var start = timing.Begin(rules, ref permit);

        Assert.True(timing.TryEndQuickCall(start, start.Stamp + TimeSpan.FromDays(1_000).Ticks, permit));
        Assert.Equal(1, timing.Summarize()!.Calls);
    }

    [Theory]
    [InlineData(0, CallStart.Precise)]
    [InlineData(99, CallStart.Precise)]
    [InlineData(100, CallStart.Coarse)]
    public void Only_a_limit_below_a_tenth_of_a_second_uses_the_precise_clock(int milliseconds, long clock)
    {
        var slow = TimeSpan.FromMilliseconds(milliseconds);
        var timing = Create(new() { SlowCallDuration = slow, MeasureDurations = true }, out var rules);

        var (first, second) = (default(CircuitWord), default(CircuitWord));
        timing.TryBegin(ref first, out var start);

        Assert.Equal((clock, clock), (start.Clock, timing.Begin(rules, ref second).Clock));
    }

    [Fact]
    public void Each_clock_has_its_own_resolution()
    {
        var timing = new CallTiming(MonotonicClock.Create(TimeProvider.System));

        Assert.Equal(0, timing.ReadClock(CallStart.Coarse) % TimeSpan.TicksPerMillisecond);
        TestTimeout.WaitUntil(() => timing.ReadClock(CallStart.Precise) % TimeSpan.TicksPerMillisecond != 0);
    }

    private static CallTiming Create(CircuitBreakerOptions options, out CircuitRules rules)
    {
        rules = CircuitRules.Create("orders", options);
        var timing = new CallTiming(MonotonicClock.Create(new TestClock()));
        timing.ApplyRules(rules, reportsCalls: false);
        timing.FollowCalls(rules, default);
        return timing;
    }
}
