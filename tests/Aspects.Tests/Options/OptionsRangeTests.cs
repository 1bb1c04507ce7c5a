using System.Globalization;

namespace Aspects.Tests;

/// <summary>Each setting has a range. A value outside the range is refused with a message that has the range.</summary>
public sealed class OptionsRangeTests
{
    private const string Durations = "from 00:00:00.0010000 to 10675199.02:48:05.4775807";

    private static readonly Dictionary<string, Action<CircuitBreakerOptions, long>> Setters = new()
    {
        [nameof(CircuitBreakerOptions.ConsecutiveFailures)] = static (o, v) => o.ConsecutiveFailures = (int)v,
        [nameof(CircuitBreakerOptions.MaxConcurrentProbes)] = static (o, v) => o.MaxConcurrentProbes = (int)v,
        [nameof(CircuitBreakerOptions.SuccessThreshold)] = static (o, v) => o.SuccessThreshold = (int)v,
        [nameof(CircuitBreakerOptions.BreakDuration)] = static (o, v) => o.BreakDuration = TimeSpan.FromTicks(v),
        [nameof(CircuitBreakerOptions.ProbeTimeout)] = static (o, v) => o.ProbeTimeout = TimeSpan.FromTicks(v),
    };

    private static readonly Dictionary<string, Func<CircuitBreakerOptions, long>> Getters = new()
    {
        [nameof(CircuitBreakerOptions.ConsecutiveFailures)] = static o => o.ConsecutiveFailures,
        [nameof(CircuitBreakerOptions.MaxConcurrentProbes)] = static o => o.MaxConcurrentProbes,
        [nameof(CircuitBreakerOptions.SuccessThreshold)] = static o => o.SuccessThreshold,
        [nameof(CircuitBreakerOptions.BreakDuration)] = static o => o.BreakDuration.Ticks,
        [nameof(CircuitBreakerOptions.ProbeTimeout)] = static o => o.ProbeTimeout.Ticks,
    };

    [Theory]
    [InlineData(nameof(CircuitBreakerOptions.ConsecutiveFailures), 0, 1_000_000)]
    [InlineData(nameof(CircuitBreakerOptions.MaxConcurrentProbes), 1, 1_000)]
    [InlineData(nameof(CircuitBreakerOptions.SuccessThreshold), 1, 1_000_000)]
    [InlineData(nameof(CircuitBreakerOptions.BreakDuration), TimeSpan.TicksPerMillisecond, long.MaxValue)]
    [InlineData(nameof(CircuitBreakerOptions.ProbeTimeout), TimeSpan.TicksPerMillisecond, long.MaxValue)]
    public void Both_ends_of_the_range_are_accepted(string setting, long min, long max)
    {
        var options = new CircuitBreakerOptions();

        Setters[setting](options, min);
        Assert.Equal(min, Getters[setting](options));

        Setters[setting](options, max);
        Assert.Equal(max, Getters[setting](options));
    }

    [Theory]
    [InlineData(nameof(CircuitBreakerOptions.ConsecutiveFailures), -1, "from 0 to 1000000", "-1")]
    [InlineData(nameof(CircuitBreakerOptions.ConsecutiveFailures), 1_000_001, "from 0 to 1000000", "1000001")]
    [InlineData(nameof(CircuitBreakerOptions.MaxConcurrentProbes), 0, "from 1 to 1000", "0")]
    [InlineData(nameof(CircuitBreakerOptions.MaxConcurrentProbes), 1_001, "from 1 to 1000", "1001")]
    [InlineData(nameof(CircuitBreakerOptions.SuccessThreshold), 0, "from 1 to 1000000", "0")]
    [InlineData(nameof(CircuitBreakerOptions.SuccessThreshold), 1_000_001, "from 1 to 1000000", "1000001")]
    [InlineData(nameof(CircuitBreakerOptions.BreakDuration), 9_999, Durations, "00:00:00.0009999")]
    [InlineData(nameof(CircuitBreakerOptions.BreakDuration), -10_000, Durations, "-00:00:00.0010000")]
    [InlineData(nameof(CircuitBreakerOptions.ProbeTimeout), 9_999, Durations, "00:00:00.0009999")]
    [InlineData(nameof(CircuitBreakerOptions.ProbeTimeout), 0, Durations, "00:00:00")]
    public void A_value_outside_the_range_is_refused_with_the_setting_the_range_and_the_value(
        string setting, long given, string range, string givenInText)
    {
        var options = new CircuitBreakerOptions();
        var before = Getters[setting](options);

        var error = Assert.Throws<ArgumentOutOfRangeException>("value", () => Setters[setting](options, given));

        Assert.StartsWith($"{setting} must be {range}, and is {givenInText}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(givenInText, Convert.ToString(error.ActualValue, CultureInfo.InvariantCulture));
        Assert.Equal(before, Getters[setting](options));
    }

    [Fact]
    public void Every_other_setting_has_a_range()
    {
        const string ZeroOr = "00:00:00, or from 00:00:00.0010000 to ";
        AssertRange("FailureCount", static (o, v) => o.FailureCount = v, "from 0 to 1000000", [0, 1_000_000], [-1, 1_000_001]);
        AssertRange<double>("FailureRatio", static (o, v) => o.FailureRatio = v, "from 0 to 1", [0, 1], [-0.001, 1.001, double.NaN]);
        AssertRange("MinimumThroughput", static (o, v) => o.MinimumThroughput = v, "from 1 to 1000000", [1, 1_000_000], [0, 1_000_001]);
        AssertRange(
            "Window", static (o, v) => o.Window = v, "from 00:00:00.1000000 to 1.00:00:00", [Ms(100), Day], [Ms(100) - Circuit.Tick, Day + Circuit.Tick]);
        AssertRange("WindowCalls", static (o, v) => o.WindowCalls = v, "from 0 to 100000", [0, 100_000], [-1, 100_001]);
        AssertRange(
            "SlowCallDuration", static (o, v) => o.SlowCallDuration = v, ZeroOr + "10675199.02:48:05.4775807", [TimeSpan.Zero, Ms(1), TimeSpan.MaxValue], [Circuit.Tick, -Ms(1)]);
        AssertRange<double>("SlowCallRatio", static (o, v) => o.SlowCallRatio = v, "from 5E-324 to 1", [0.001, 1], [0, 1.001, double.NaN]);
        AssertRange<double>("BackoffFactor", static (o, v) => o.BackoffFactor = v, "from 1 to 1000", [1, 1_000], [0.999, 1_001, double.NaN]);
        AssertRange("MaxBreakDuration", static (o, v) => o.MaxBreakDuration = v, Durations, [Ms(1), TimeSpan.MaxValue], [Ms(1) - Circuit.Tick]);
        AssertRange<double>("Jitter", static (o, v) => o.Jitter = v, "from 0 to 1", [0, 1], [-0.001, 1.001, double.NaN]);
        AssertRange("MaxRetryAfter", static (o, v) => o.MaxRetryAfter = v, Durations, [Ms(1), TimeSpan.MaxValue], [Ms(1) - Circuit.Tick]);
        AssertRange("SlowStart", static (o, v) => o.SlowStart = v, ZeroOr + "1.00:00:00", [TimeSpan.Zero, Ms(1), Day], [Circuit.Tick, Day + Circuit.Tick]);
        AssertRange(
            "HealthProbeInterval", static (o, v) => o.HealthProbeInterval = v, "from 00:00:00.0010000 to 1.00:00:00", [Ms(1), Day], [TimeSpan.Zero, Day + Circuit.Tick]);
        AssertRange("Timeout", static (o, v) => o.Timeout = v, ZeroOr + "24.00:00:00", [TimeSpan.Zero, Ms(1), 24 * Day], [Circuit.Tick, (24 * Day) + Circuit.Tick]);
        AssertRange("Mode", static (o, v) => o.Mode = v, "one of Enforce, Monitor, Disabled", [CircuitMode.Enforce, CircuitMode.Disabled], [(CircuitMode)3]);
        AssertRange(
            "InitialState", static (o, v) => o.InitialState = v, "", [CircuitState.Closed, CircuitState.Open, CircuitState.Isolated], [CircuitState.HalfOpen, (CircuitState)4]);
    }

    private static TimeSpan Day => TimeSpan.FromDays(1);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static void AssertRange<T>(string setting, Action<CircuitBreakerOptions, T> set, string range, T[] good, T[] bad)
    {
        var options = new CircuitBreakerOptions();
        foreach (var value in good) set(options, value);
        foreach (var value in bad)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>("value", () => set(options, value));
            Assert.StartsWith($"{setting} must be {range}", error.Message, StringComparison.Ordinal);
            Assert.Equal(value, error.ActualValue);
        }
    }
}
