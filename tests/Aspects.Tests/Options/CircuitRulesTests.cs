namespace Aspects.Tests;

/// <summary>Which settings make a breaker measure durations, and with which clock.</summary>
public sealed class CircuitRulesTests
{
    [Fact]
    public void Nothing_is_measured_by_default() => Assert.False(CreateRules(new()).MeasuresDurations);

    [Fact]
    public void SlowCallDuration_measures_calls_without_MeasureDurations() =>
        Assert.True(CreateRules(new() { SlowCallDuration = TimeSpan.FromSeconds(1), MeasureDurations = false }).MeasuresDurations);

    [Fact]
    public void Timeout_measures_calls_without_MeasureDurations() =>
        Assert.True(CreateRules(new() { Timeout = TimeSpan.FromSeconds(1), MeasureDurations = false }).MeasuresDurations);

    [Theory]
    [InlineData(0, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(101, false)]
    public void A_limit_below_a_tenth_of_a_second_uses_the_precise_clock(int milliseconds, bool isPrecise) =>
        Assert.Equal(isPrecise, CreateRules(new() { SlowCallDuration = TimeSpan.FromMilliseconds(milliseconds) }).NeedsPreciseClock);

    private static CircuitRules CreateRules(CircuitBreakerOptions options) => CircuitRules.Create("orders", options);
}
