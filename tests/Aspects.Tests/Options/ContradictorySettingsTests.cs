namespace Aspects.Tests;

/// <summary>Contradictory settings are refused with a message that has the settings and the remedy.</summary>
public sealed class ContradictorySettingsTests
{
    public static TheoryData<string> Names => [.. Cases.Keys];

    private static readonly Dictionary<string, (CircuitBreakerOptions Options, string Message)> Cases = new()
    {
        ["a failure count that the window cannot hold"] = (
            new() { FailureCount = 11, WindowCalls = 10 },
            "FailureCount (11) is more than the window can hold (WindowCalls 10), so that it can never open the circuit. Lower FailureCount or raise WindowCalls."),
        ["a minimum that the window cannot hold"] = (
            new() { WindowCalls = 10, MinimumThroughput = 11 },
            "MinimumThroughput (11) is more than the window can hold (WindowCalls 10), so that no ratio can ever open the circuit. Lower MinimumThroughput or raise WindowCalls."),
        ["a break longer than its cap"] = (
            new() { BreakDuration = TimeSpan.FromSeconds(11), MaxBreakDuration = TimeSpan.FromSeconds(10) },
            "BreakDuration (00:00:11) is longer than MaxBreakDuration (00:00:10). Raise MaxBreakDuration or lower BreakDuration."),
        ["a timeout before a call can be slow"] = (
            new() { Timeout = TimeSpan.FromSeconds(2), SlowCallDuration = TimeSpan.FromSeconds(2) },
            "SlowCallDuration (00:00:02) is not shorter than Timeout (00:00:02), so that every call times out before it can be slow. Raise Timeout or lower SlowCallDuration."),
        ["consecutive failures that the ratio always precedes"] = (
            new() { ConsecutiveFailures = 6, WindowCalls = 10, MinimumThroughput = 5 },
            "ConsecutiveFailures (6) can never open the circuit: in a window of 10 calls (WindowCalls), 5 consecutive failures already reach FailureRatio 0.5 with MinimumThroughput 5. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls."),
        ["an adaptive threshold without consecutive failures"] = (
            new() { ConsecutiveFailures = 0, AdaptiveThreshold = true },
            "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off). Set ConsecutiveFailures, or do not set AdaptiveThreshold."),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contradiction_is_refused_everywhere_with_the_same_message(string name)
    {
        var (options, message) = Cases[name];
        var expected = $"Circuit breaker 'orders': {message}";
        var registry = new CircuitBreakerRegistry();

        AssertRefused(() => _ = new CircuitBreaker("orders", options));
        AssertRefused(() => registry.GetOrAdd("orders", options));
        AssertRefused(() => registry.GetOrAddPartition<int>("orders", options));
        Assert.Empty(registry.Breakers);

        void AssertRefused(Action create) =>
            Assert.StartsWith(expected, Assert.Throws<ArgumentException>("options", create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_at_the_border_of_a_contradiction_are_accepted()
    {
        _ = new CircuitBreaker("orders", new() { FailureCount = 10, WindowCalls = 10 });
        _ = new CircuitBreaker("orders", new() { WindowCalls = 10, MinimumThroughput = 10 });
        _ = new CircuitBreaker("orders", new() { WindowCalls = 10, MinimumThroughput = 11, FailureRatio = 0 });
        _ = new CircuitBreaker("orders", new() { BreakDuration = TimeSpan.FromSeconds(10), MaxBreakDuration = TimeSpan.FromSeconds(10) });
        _ = new CircuitBreaker("orders", new() { Timeout = TimeSpan.FromSeconds(2), SlowCallDuration = TimeSpan.FromSeconds(2) - Circuit.Tick });
        _ = new CircuitBreaker("orders", new() { ConsecutiveFailures = 5, WindowCalls = 10, MinimumThroughput = 5 });
    }

    [Fact]
    public void Unset_settings_adapt_to_the_settings_on_which_they_depend()
    {
        Assert.Equal(20, new CircuitBreakerOptions().MinimumThroughput);
        Assert.Equal(8, new CircuitBreakerOptions { WindowCalls = 8 }.MinimumThroughput);
        Assert.Equal(20, new CircuitBreakerOptions { WindowCalls = 100 }.MinimumThroughput);
        Assert.Equal(TimeSpan.FromMinutes(5), new CircuitBreakerOptions().MaxBreakDuration);
        Assert.Equal(TimeSpan.FromHours(1), new CircuitBreakerOptions { BreakDuration = TimeSpan.FromHours(1) }.MaxBreakDuration);
        _ = new CircuitBreaker("orders", new() { BreakDuration = TimeSpan.MaxValue });
    }

    [Fact]
    public void A_contradiction_at_run_time_changes_nothing()
    {
        var clock = new TestClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1, Jitter = 0 }, "one");
        breaker.Enter().Failed(new TimeoutException());
        var before = breaker.GetSnapshot();

        Assert.Throws<ArgumentException>(() => registry.Configure("orders", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentException>(() => registry.GetOrAdd("orders", new() { MaxBreakDuration = TimeSpan.FromSeconds(2) }, "another"));
        Assert.Throws<InvalidOperationException>(() => registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2, BreakDuration = TimeSpan.FromSeconds(1) }, "third"));

        Assert.Equal(before, breaker.GetSnapshot());
        registry.Configure("orders", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(30));
        Assert.Equal(before, breaker.GetSnapshot());
    }
}
