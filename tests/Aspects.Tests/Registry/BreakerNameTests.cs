namespace Aspects.Tests;

/// <summary>A registry has one breaker for each name.</summary>
public sealed class BreakerNameTests
{
    private readonly CircuitBreakerRegistry _registry = new();

    [Fact]
    public void The_same_name_is_the_same_breaker() =>
        Assert.Same(_registry.GetOrAdd("orders"), _registry.GetOrAdd("orders"));

    [Fact]
    public void Names_are_compared_without_case()
    {
        var breaker = _registry.GetOrAdd("Orders");

        Assert.Same(breaker, _registry.GetOrAdd("ORDERS"));
        Assert.True(_registry.TryGet("orders", out var found));
        Assert.Same(breaker, found);
        Assert.Equal("Orders", breaker.Name);
    }

    [Fact]
    public void Different_names_are_different_breakers() =>
        Assert.NotSame(_registry.GetOrAdd("orders"), _registry.GetOrAdd("stock"));

    [Fact]
    public void Different_registries_have_different_breakers() =>
        Assert.NotSame(_registry.GetOrAdd("orders"), new CircuitBreakerRegistry().GetOrAdd("orders"));

    [Fact]
    public void An_unused_breaker_is_not_found()
    {
        Assert.False(_registry.TryGet("orders", out var breaker));
        Assert.Null(breaker);
        Assert.Empty(_registry.Breakers);
    }

    [Fact]
    public void A_configured_but_unused_name_has_no_breaker()
    {
        _registry.Configure("orders", static options => options.ConsecutiveFailures = 2);

        Assert.False(_registry.TryGet("orders", out _));
        Assert.Empty(_registry.Breakers);
    }

    [Fact]
    public void The_breakers_are_ordered_by_name()
    {
        foreach (var name in new[] { "stock", "billing", "orders" }) _registry.GetOrAdd(name);

        Assert.Equal(["billing", "orders", "stock"], _registry.Breakers.Select(static breaker => breaker.Name));
    }

    [Fact]
    public void The_order_of_names_is_independent_of_case_and_culture()
    {
        foreach (var name in new[] { "_llm", "Billing", "auth" }) _registry.GetOrAdd(name);

        Assert.Equal(["auth", "Billing", "_llm"], _registry.Breakers.Select(static breaker => breaker.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_or_blank_name_is_refused(string given)
    {
        Assert.Throws<ArgumentException>("name", () => _registry.GetOrAdd(given));
        Assert.Throws<ArgumentException>("name", () => _registry.Configure(given, static _ => { }));
    }

    [Fact]
    public void A_null_name_is_refused()
    {
        Assert.Throws<ArgumentNullException>("name", () => _registry.GetOrAdd(null!));
        Assert.Throws<ArgumentNullException>("name", () => _registry.Configure(null!, static _ => { }));
        Assert.ThrowsAny<ArgumentNullException>(() => _registry.TryGet(null!, out _));
    }

    [Fact]
    public void The_breakers_use_the_clock_of_the_registry()
    {
        var clock = new FakeTimeProvider();
        var breaker = new CircuitBreakerRegistry(clock).GetOrAdd("orders", new() { ConsecutiveFailures = 1, Jitter = 0 });
        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, breaker.State);

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(CircuitState.HalfOpen, breaker.State);
    }
}
