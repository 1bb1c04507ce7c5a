namespace Aspects.Tests;

/// <summary>What is configured in code wins over what the users of a breaker ask for.</summary>
public sealed class ConfigureTests
{
    private readonly CircuitBreakerRegistry _registry =
        new CircuitBreakerRegistry(new FakeTimeProvider()).Configure("orders", static options => options.Jitter = 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_wins_over_a_declaration_whichever_comes_first(bool declaredFirst)
    {
        if (declaredFirst) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");
        _registry.Configure("Orders", static options => options.ConsecutiveFailures = 1);
        if (!declaredFirst) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        Assert.Equal(1, FailuresToOpen());
    }

    [Fact]
    public void It_leaves_alone_what_it_does_not_set()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        _registry.Configure("orders", static options => options.BreakDuration = TimeSpan.FromSeconds(1));

        Assert.Equal(3, FailuresToOpen());
        Assert.Equal(TimeSpan.FromSeconds(1), _registry.GetOrAdd("orders").GetSnapshot().RetryAfter);
    }

    [Fact]
    public void The_later_of_two_wins_setting_by_setting()
    {
        _registry.Configure("orders", static options =>
        {
            options.ConsecutiveFailures = 2;
            options.BreakDuration = TimeSpan.FromSeconds(1);
        });

        _registry.Configure("orders", static options => options.ConsecutiveFailures = 4);

        Assert.Equal(4, FailuresToOpen());
        Assert.Equal(TimeSpan.FromSeconds(1), _registry.GetOrAdd("orders").GetSnapshot().RetryAfter);
    }

    [Fact]
    public void A_configuration_that_throws_sets_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _registry.Configure("orders", static options =>
        {
            options.ConsecutiveFailures = 2;
            options.SuccessThreshold = 0;
        }));

        Assert.Equal(5, FailuresToOpen());
    }

    [Fact]
    public void It_hands_back_the_registry_and_asks_for_something_to_do()
    {
        Assert.Same(_registry, _registry.Configure("orders", static _ => { }));
        Assert.Throws<ArgumentNullException>("configure", () => _registry.Configure("orders", null!));
    }

    private int FailuresToOpen()
    {
        var breaker = _registry.GetOrAdd("orders");
        for (var failures = 1; ; failures++)
        {
            Assert.True(breaker.TryEnter(out var permit));
            permit.Failed(new TimeoutException());
            if (breaker.State == CircuitState.Open) return failures;
        }
    }
}
