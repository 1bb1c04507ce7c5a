namespace Aspects.Tests;

/// <summary>What settings make a breaker measure, and with which clock.</summary>
public sealed class CircuitRulesTests
{
    [Fact]
    public void Nothing_is_measured_unless_a_setting_asks_for_it() => Assert.False(Of(new()).MeasuresDurations);

    [Fact]
    public void Slow_calls_are_measured_though_nobody_wants_percentiles() =>
        Assert.True(Of(new() { SlowCallDuration = TimeSpan.FromSeconds(1), MeasureDurations = false }).MeasuresDurations);

    [Fact]
    public void Calls_with_a_timeout_are_measured_though_nobody_wants_percentiles() =>
        Assert.True(Of(new() { Timeout = TimeSpan.FromSeconds(1), MeasureDurations = false }).MeasuresDurations);

    [Theory]
    [InlineData(0, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(101, false)]
    public void Below_a_tenth_of_a_second_the_fine_clock_is_used(int milliseconds, bool isPrecise) =>
        Assert.Equal(isPrecise, Of(new() { SlowCallDuration = TimeSpan.FromMilliseconds(milliseconds) }).NeedsPreciseClock);

    private static CircuitRules Of(CircuitBreakerOptions options) => CircuitRules.Create("orders", options);
}
