namespace Aspects.Tests;

/// <summary>A configuration in code takes precedence over the declarations of a breaker.</summary>
public sealed class ConfigurationTests
{
    private readonly CircuitBreakerRegistry _registry =
        new CircuitBreakerRegistry(new FakeTimeProvider()).Configure("orders", static options => options.Jitter = 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_configuration_takes_precedence_over_a_declaration_in_any_order(bool declaredFirst)
    {
        if (declaredFirst) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");
        _registry.Configure("Orders", static options => options.ConsecutiveFailures = 1);
        if (!declaredFirst) _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        Assert.Equal(1, FailuresToOpen());
    }

    [Fact]
    public void A_configuration_keeps_the_settings_that_it_does_not_set()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        _registry.Configure("orders", static options => options.BreakDuration = TimeSpan.FromSeconds(1));

        Assert.Equal(3, FailuresToOpen());
        Assert.Equal(TimeSpan.FromSeconds(1), _registry.GetOrAdd("orders").GetSnapshot().RetryAfter);
    }

    [Fact]
    public void The_later_of_two_configurations_wins_for_each_setting()
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
    public void A_configuration_that_throws_changes_no_setting()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _registry.Configure("orders", static options =>
        {
            options.ConsecutiveFailures = 2;
            options.SuccessThreshold = 0;
        }));

        Assert.Equal(5, FailuresToOpen());
    }

    [Fact]
    public void Configure_returns_the_registry_and_requires_a_delegate()
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
