using System.Globalization;

namespace Aspects.Tests;

/// <summary>Each setting has a range, and a value outside it is refused with a message that says so.</summary>
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
    public void Both_ends_of_the_range_belong_to_it(string setting, long min, long max)
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
    public void A_value_outside_is_refused_with_its_setting_its_range_and_itself_in_the_message(
        string setting, long given, string range, string givenInText)
    {
        var options = new CircuitBreakerOptions();
        var before = Getters[setting](options);

        var error = Assert.Throws<ArgumentOutOfRangeException>("value", () => Setters[setting](options, given));

        Assert.StartsWith($"{setting} must be {range}, and is {givenInText}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(givenInText, Convert.ToString(error.ActualValue, CultureInfo.InvariantCulture));
        Assert.Equal(before, Getters[setting](options));
    }
}
