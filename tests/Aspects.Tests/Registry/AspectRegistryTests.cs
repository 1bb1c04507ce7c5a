using Microsoft.Extensions.Time.Testing;

namespace Aspects.Tests;

/// <summary>The registry of all aspects: its circuit breakers, its clock, and what it rejects.</summary>
public sealed class AspectRegistryTests
{
    [Fact]
    public void A_new_registry_uses_the_clock_of_the_system()
    {
        var aspects = new AspectRegistry();

        Assert.Same(TimeProvider.System, aspects.TimeProvider);
        Assert.Same(TimeProvider.System, aspects.CircuitBreakers.TimeProvider);
        Assert.Empty(aspects.CircuitBreakers.Breakers);
    }

    [Fact]
    public void All_aspects_share_the_clock_of_the_registry()
    {
        var clock = new FakeTimeProvider();
        var aspects = new AspectRegistry(clock);
        var breaker = aspects.CircuitBreakers.GetOrAdd("orders", new() { ConsecutiveFailures = 1, Jitter = 0 });
        breaker.Enter().Failed(new TimeoutException());

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Same(clock, aspects.TimeProvider);
        Assert.Same(clock, aspects.CircuitBreakers.TimeProvider);
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
    }

    [Fact]
    public void A_registry_around_existing_circuit_breakers_uses_them_and_their_clock()
    {
        var clock = new FakeTimeProvider();
        var circuitBreakers = new CircuitBreakerRegistry(clock);
        var breaker = circuitBreakers.GetOrAdd("orders");

        var aspects = new AspectRegistry(circuitBreakers);

        Assert.Same(circuitBreakers, aspects.CircuitBreakers);
        Assert.Same(breaker, aspects.CircuitBreakers.GetOrAdd("orders"));
        Assert.Same(clock, aspects.TimeProvider);
    }

    [Fact]
    public void Two_registries_share_no_breaker()
    {
        var breaker = new AspectRegistry().CircuitBreakers.GetOrAdd("orders");

        Assert.NotSame(breaker, new AspectRegistry().CircuitBreakers.GetOrAdd("orders"));
    }

    [Fact]
    public void A_registry_needs_a_clock_or_circuit_breakers()
    {
        Assert.Throws<ArgumentNullException>("timeProvider", static () => new AspectRegistry((TimeProvider)null!));
        Assert.Throws<ArgumentNullException>("circuitBreakers", static () => new AspectRegistry((CircuitBreakerRegistry)null!));
    }
}
