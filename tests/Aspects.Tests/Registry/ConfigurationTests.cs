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

    [Fact]
    public void A_contradiction_is_reported_where_it_is_configured_and_changes_nothing()
    {
        var error = Assert.Throws<ArgumentException>("options", () => _registry.Configure("orders", static options =>
        {
            options.BreakDuration = TimeSpan.FromMinutes(2);
            options.MaxBreakDuration = TimeSpan.FromMinutes(1);
        }));

        Assert.Contains("BreakDuration (00:02:00) is longer than MaxBreakDuration (00:01:00)", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, FailuresToOpen());
    }

    [Fact]
    public void A_contradiction_between_two_configurations_is_reported_by_the_second()
    {
        _registry.Configure("orders", static options => options.ConsecutiveFailures = 0);

        Assert.Throws<ArgumentException>("options", () => _registry.Configure("orders", static options => options.AdaptiveThreshold = true));
        _registry.Configure("orders", static options => options.ConsecutiveFailures = 2);
        Assert.Equal(2, FailuresToOpen());
    }

    [Fact]
    public void A_contradiction_with_a_declaration_is_reported_by_the_configuration()
    {
        _registry.GetOrAdd("orders", new() { BreakDuration = TimeSpan.FromMinutes(1) }, "one");

        Assert.Throws<ArgumentException>(
            "options", () => _registry.Configure("orders", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_setting_that_contradicts_a_default_waits_for_declarations()
    {
        _registry.Configure("orders", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(10));

        _registry.GetOrAdd("orders", new() { BreakDuration = TimeSpan.FromSeconds(5), ConsecutiveFailures = 1 }, "one");

        Assert.Equal(1, FailuresToOpen());
    }

    [Fact]
    public void A_contradiction_with_a_default_names_the_place_of_the_configuration_at_the_first_use()
    {
        _registry.Configure("orders", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(10));

        var error = Assert.Throws<ArgumentException>(() => _registry.GetOrAdd("orders"));

        Assert.Contains(nameof(A_contradiction_with_a_default_names_the_place_of_the_configuration_at_the_first_use), error.Message, StringComparison.Ordinal);
        Assert.Contains($"{nameof(ConfigurationTests)}.cs:", error.Message, StringComparison.Ordinal);
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
