namespace Aspects.Tests;

/// <summary>The settings of several sources are merged. The order of the sources does not matter.</summary>
public sealed class SettingsMergeTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreakerRegistry _registry;

    public SettingsMergeTests() =>
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", static options => options.Jitter = 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_sources_set_different_settings_in_any_order(bool reversed)
    {
        var failures = new CircuitBreakerOptions { ConsecutiveFailures = 1 };
        var wait = new CircuitBreakerOptions { BreakDuration = TimeSpan.FromSeconds(4) };

        _registry.GetOrAdd("orders", reversed ? wait : failures, reversed ? "another" : "one");
        _registry.GetOrAdd("orders", reversed ? failures : wait, reversed ? "one" : "another");

        AssertOpensAfter(failures: 1, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Settings_that_arrive_after_the_breaker_was_created_apply()
    {
        _registry.GetOrAdd("orders");

        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_source_without_settings_gets_the_settings_of_the_others()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        _registry.GetOrAdd("orders", new CircuitBreakerOptions(), "another");
        _registry.GetOrAdd("orders");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void One_source_can_repeat_the_same_settings()
    {
        for (var i = 0; i < 3; i++) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_source_can_set_different_settings_one_after_another(bool reversed)
    {
        var failures = new CircuitBreakerOptions { ConsecutiveFailures = 1 };
        var wait = new CircuitBreakerOptions { BreakDuration = TimeSpan.FromSeconds(4) };

        _registry.GetOrAdd("orders", reversed ? wait : failures, "one");
        _registry.GetOrAdd("orders", reversed ? failures : wait, "one");

        AssertOpensAfter(failures: 1, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Changing_the_options_later_does_not_change_the_breaker()
    {
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 3 };
        _registry.GetOrAdd("orders", options, "one");

        options.ConsecutiveFailures = 1;
        _registry.GetOrAdd("orders", new() { BreakDuration = TimeSpan.FromSeconds(4) }, "another");

        AssertOpensAfter(failures: 3, TimeSpan.FromSeconds(4));
    }

    private void AssertOpensAfter(int failures, TimeSpan wait)
    {
        var breaker = _registry.GetOrAdd("orders");
        for (var i = 0; i < failures; i++)
        {
            Assert.Equal(CircuitState.Closed, breaker.State);
            Assert.True(breaker.TryEnter(out var permit));
            permit.Failed(new TimeoutException());
        }

        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.Equal(wait, breaker.GetSnapshot().RetryAfter);
    }
}
