using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>The container disposes the registries that it creates, and no registry of the user.</summary>
public sealed class RegistryDisposalTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Fact]
    public void The_registry_of_the_container_is_disposed_with_the_container()
    {
        _services.AddAspects();

        var breaker = DisposeContainer(static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers);

        AssertDisposed(breaker, expected: true);
    }

    [Fact]
    public void The_registry_is_disposed_also_if_only_its_breakers_were_resolved()
    {
        _services.AddAspects();

        AssertDisposed(DisposeContainer(static provider => provider.GetRequiredService<CircuitBreakerRegistry>()), expected: true);
    }

    [Fact]
    public void A_registered_instance_of_the_registry_is_not_disposed()
    {
        using var own = new AspectRegistry();
        _services.AddSingleton(own);
        _services.AddAspects();

        AssertDisposed(DisposeContainer(static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers), expected: false);
        AssertDisposed(DisposeContainer(static provider => provider.GetRequiredService<CircuitBreakerRegistry>()), expected: false);
    }

    [Fact]
    public void A_registered_instance_of_the_breakers_is_not_disposed()
    {
        using var own = new CircuitBreakerRegistry();
        _services.AddSingleton(own);
        _services.AddAspects();

        AssertDisposed(DisposeContainer(static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers), expected: false);
        Assert.Same(own, DisposeContainer(static provider => provider.GetRequiredService<CircuitBreakerRegistry>()).Registry);
    }

    [Fact]
    public void Breakers_that_the_container_creates_for_the_user_are_disposed()
    {
        _services.AddSingleton(static _ => new CircuitBreakerRegistry());
        _services.AddAspects();

        AssertDisposed(DisposeContainer(static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers), expected: true);
    }

    private (CircuitBreakerRegistry Registry, CircuitBreaker Breaker) DisposeContainer(Func<IServiceProvider, CircuitBreakerRegistry> resolve)
    {
        using var provider = _services.BuildStrict();
        var registry = resolve(provider);
        return (registry, registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1 }, "one"));
    }

    private static void AssertDisposed((CircuitBreakerRegistry Registry, CircuitBreaker Breaker) resolved, bool expected)
    {
        if (resolved.Breaker.TryEnter(out var permit)) permit.Failed(new IOException());
        Assert.Equal(expected, resolved.Breaker.TryEnter(out _));
        resolved.Breaker.Reset();
    }
}
