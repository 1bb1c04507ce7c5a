namespace Aspects.Tests;

/// <summary>One source may ask several times, such as a constructor, whose name is that of every other.</summary>
public sealed class RepeatedSourceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_source_may_set_one_thing_now_and_another_later(bool otherWayRound)
    {
        var registry = new CircuitBreakerRegistry(new FakeTimeProvider());
        var failures = new CircuitBreakerOptions { ConsecutiveFailures = 1 };
        var wait = new CircuitBreakerOptions { BreakDuration = TimeSpan.FromSeconds(4), Jitter = 0 };

        registry.GetOrAdd("orders", otherWayRound ? wait : failures, "one");
        var breaker = registry.GetOrAdd("orders", otherWayRound ? failures : wait, "one");

        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.Equal(TimeSpan.FromSeconds(4), breaker.GetSnapshot().RetryAfter);
    }
}
