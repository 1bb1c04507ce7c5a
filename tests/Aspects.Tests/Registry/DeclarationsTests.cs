namespace Aspects.Tests;

/// <summary>Those who use a breaker each say what they need; the order in which they come does not matter.</summary>
public sealed class DeclarationsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreakerRegistry _registry;

    public DeclarationsTests() =>
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", static options => options.Jitter = 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_one_leaves_out_the_other_may_set(bool otherWayRound)
    {
        var failures = new CircuitBreakerOptions { ConsecutiveFailures = 1 };
        var wait = new CircuitBreakerOptions { BreakDuration = TimeSpan.FromSeconds(4) };

        _registry.GetOrAdd("orders", otherWayRound ? wait : failures, otherWayRound ? "another" : "one");
        _registry.GetOrAdd("orders", otherWayRound ? failures : wait, otherWayRound ? "one" : "another");

        AssertOpensAfter(failures: 1, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Settings_that_come_after_the_breaker_was_made_are_in_force_as_well()
    {
        _registry.GetOrAdd("orders");

        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Who_asks_for_nothing_takes_what_others_have_set()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        _registry.GetOrAdd("orders", new CircuitBreakerOptions(), "another");
        _registry.GetOrAdd("orders");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void The_same_source_may_come_again_and_again()
    {
        for (var i = 0; i < 3; i++) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 2 }, "one");

        AssertOpensAfter(failures: 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Settings_are_copied_so_that_changing_them_afterwards_changes_nothing()
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
