namespace Aspects.Tests;

/// <summary>Two sources with different values for one setting are an error that has both sources.</summary>
public sealed class SettingsConflictTests
{
    private readonly CircuitBreakerRegistry _registry = new();

    [Fact]
    public void The_message_has_the_breaker_the_setting_the_values_the_sources_and_the_remedy()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "IOrders");

        var error = Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAdd("ORDERS", new() { ConsecutiveFailures = 5 }, "IStock"));

        Assert.Equal(
            "Circuit breaker 'orders' has ConsecutiveFailures = 3 from 'IOrders' and 5 from 'IStock'. "
            + "Use the same value in both places, or remove the setting from both and set it with registry.Configure(\"orders\", …).",
            error.Message);
    }

    [Theory]
    [InlineData(nameof(CircuitBreakerOptions.ConsecutiveFailures), "1", "2")]
    [InlineData(nameof(CircuitBreakerOptions.MaxConcurrentProbes), "1", "2")]
    [InlineData(nameof(CircuitBreakerOptions.SuccessThreshold), "1", "2")]
    [InlineData(nameof(CircuitBreakerOptions.BreakDuration), "00:00:01", "00:00:02")]
    [InlineData(nameof(CircuitBreakerOptions.ProbeTimeout), "00:00:01", "00:00:02")]
    public void Every_setting_can_be_in_conflict(string setting, string value, string otherValue)
    {
        _registry.GetOrAdd("orders", CreateOptions(setting, 1), "one");

        var error = Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAdd("orders", CreateOptions(setting, 2), "another"));

        Assert.Contains(
            $"{setting} = {value} from 'one' and {otherValue} from 'another'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_default_value_conflicts_like_any_other_value()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 5 }, "one");

        Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 6 }, "another"));
    }

    [Fact]
    public void The_same_value_from_two_sources_is_no_conflict()
    {
        var breaker = _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        Assert.Same(breaker, _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "another"));
    }

    [Fact]
    public void A_conflicting_source_changes_nothing()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");
        Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd(
            "orders", new() { ConsecutiveFailures = 5, SuccessThreshold = 9 }, "another"));

        _registry.GetOrAdd("orders", new() { SuccessThreshold = 8 }, "a third");

        Assert.Single(_registry.Breakers);
    }

    [Fact]
    public void The_default_source_is_the_calling_member()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 });

        var error = Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 5 }, "another"));

        Assert.Contains(nameof(The_default_source_is_the_calling_member), error.Message, StringComparison.Ordinal);
    }

    private static CircuitBreakerOptions CreateOptions(string setting, int value) => setting switch
    {
        nameof(CircuitBreakerOptions.ConsecutiveFailures) => new() { ConsecutiveFailures = value },
        nameof(CircuitBreakerOptions.MaxConcurrentProbes) => new() { MaxConcurrentProbes = value },
        nameof(CircuitBreakerOptions.SuccessThreshold) => new() { SuccessThreshold = value },
        nameof(CircuitBreakerOptions.BreakDuration) => new() { BreakDuration = TimeSpan.FromSeconds(value) },
        _ => new() { ProbeTimeout = TimeSpan.FromSeconds(value) },
    };
}
