using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Aspects.Hosting.Tests;

public sealed class RegistryRegistrationTests
{
    private readonly ServiceCollection _services = new ServiceCollection();

    [Fact]
    public void Repeated_AddAspects_registers_one_registry()
    {
        _services.AddAspects();
        _services.AddAspects();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var registry = Assert.Single(provider.GetServices<CircuitBreakerRegistry>());
        Assert.Same(registry, scope.ServiceProvider.GetRequiredService<CircuitBreakerRegistry>());
    }

    [Fact]
    public void Several_configurations_apply_in_the_order_of_their_calls()
    {
        var order = new List<int>();
        _services.AddAspects(_ => order.Add(1));
        _services.AddAspects();
        _services.AddAspects(_ => order.Add(2));
        _services.AddAspects(_ => order.Add(3));

        using var provider = _services.BuildStrict();
        Assert.Empty(order);
        provider.GetRequiredService<CircuitBreakerRegistry>();
        provider.GetRequiredService<CircuitBreakerRegistry>();

        Assert.Equal([1, 2, 3], order);
    }

    [Fact]
    public void A_configuration_takes_precedence_over_the_attribute()
    {
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects(aspects => aspects.CircuitBreakers.Configure("AUTH", auth => auth.ConsecutiveFailures = 2)).DecorateAll();

        using var provider = _services.BuildStrict();
        var auth = provider.GetRequiredService<IAuth>();

        auth.Break();
        Assert.Equal("welcome, ann", auth.Login("ann"));
        auth.Break();
        auth.Break();
        Assert.Throws<CircuitBreakerOpenException>(() => auth.Login("ann"));
    }

    [Fact]
    public void The_registry_uses_the_clock_of_the_container()
    {
        var clock = new FakeTimeProvider();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects(static aspects => aspects.CircuitBreakers.Configure("auth", static options => options.Jitter = 0)).DecorateAll();
        _services.AddSingleton<TimeProvider>(clock);

        using var provider = _services.BuildStrict();
        var auth = provider.GetRequiredService<IAuth>();
        auth.Break();

        clock.Advance(TimeSpan.FromSeconds(9.9));
        var rejection = Assert.Throws<CircuitBreakerOpenException>(() => auth.Login("ann"));
        Assert.Equal(TimeSpan.FromSeconds(0.1), rejection.RetryAfter);

        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("welcome, ann", auth.Login("ann"));
    }

    [Fact]
    public void Proxies_use_the_registry_of_the_container()
    {
        var registry = new CircuitBreakerRegistry();
        _services.AddSingleton(registry);
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        provider.GetRequiredService<IAuth>();

        Assert.Equal(["auth"], registry.Breakers.Select(breaker => breaker.Name));
    }

    [Fact]
    public void The_container_resolves_the_circuit_breakers_of_its_registry()
    {
        _services.AddAspects();

        using var provider = _services.BuildStrict();

        var aspects = Assert.Single(provider.GetServices<AspectRegistry>());
        Assert.Same(aspects.CircuitBreakers, Assert.Single(provider.GetServices<CircuitBreakerRegistry>()));
    }

    [Fact]
    public void A_registry_of_circuit_breakers_that_the_user_registered_is_wrapped()
    {
        var clock = new FakeTimeProvider();
        var circuitBreakers = new CircuitBreakerRegistry(clock);
        _services.AddSingleton(circuitBreakers);
        _services.AddAspects();

        using var provider = _services.BuildStrict();

        var aspects = provider.GetRequiredService<AspectRegistry>();
        Assert.Same(circuitBreakers, aspects.CircuitBreakers);
        Assert.Same(clock, aspects.TimeProvider);
        Assert.Same(circuitBreakers, Assert.Single(provider.GetServices<CircuitBreakerRegistry>()));
    }

    [Fact]
    public void A_registry_that_the_user_registered_is_used_with_its_circuit_breakers()
    {
        var aspects = new AspectRegistry();
        _services.AddSingleton(aspects);
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        provider.GetRequiredService<IAuth>();

        Assert.Same(aspects, Assert.Single(provider.GetServices<AspectRegistry>()));
        Assert.Same(aspects.CircuitBreakers, Assert.Single(provider.GetServices<CircuitBreakerRegistry>()));
        Assert.Equal(["auth"], aspects.CircuitBreakers.Breakers.Select(breaker => breaker.Name));
    }

    [Fact]
    public void A_registry_of_circuit_breakers_that_the_user_registered_cannot_be_configured()
    {
        _services.AddSingleton(new CircuitBreakerRegistry());

        AssertCannotConfigure(nameof(CircuitBreakerRegistry));

        // The same message after a call that added the registry around those circuit breakers.
        _services.AddAspects();
        AssertCannotConfigure(nameof(CircuitBreakerRegistry));
    }

    [Fact]
    public void A_registry_that_the_user_registered_cannot_be_configured()
    {
        _services.AddSingleton(new AspectRegistry());
        _services.AddSingleton(static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers);

        AssertCannotConfigure(nameof(AspectRegistry));

        _services.AddAspects();
        AssertCannotConfigure(nameof(AspectRegistry));
    }

    [Fact]
    public void A_registry_that_the_user_removed_is_added_again()
    {
        _services.AddAspects();
        _services.Remove(_services.Single(static descriptor => descriptor.ServiceType == typeof(AspectRegistry)));
        _services.AddAspects();

        using var provider = _services.BuildStrict();

        Assert.Same(provider.GetRequiredService<AspectRegistry>().CircuitBreakers, provider.GetRequiredService<CircuitBreakerRegistry>());
    }

    [Fact]
    public void A_keyed_registry_is_a_different_registry()
    {
        _services.AddKeyedSingleton<CircuitBreakerRegistry>("other");
        _services.AddAspects(aspects => aspects.CircuitBreakers.GetOrAdd("auth"));

        using var provider = _services.BuildStrict();

        Assert.Single(provider.GetRequiredService<CircuitBreakerRegistry>().Breakers);
    }

    [Fact]
    public void The_builder_returns_its_collection() => Assert.Same(_services, _services.AddAspects().DecorateAll().Services);

    [Fact]
    public void Null_arguments_are_refused()
    {
        IServiceCollection none = null!;

        Assert.Throws<ArgumentNullException>("services", () => none.AddAspects());
        Assert.Throws<ArgumentNullException>("services", () => none.WithAspects<IAuth>());
        Assert.Throws<ArgumentNullException>("services", () => none.WithAspects<IAuth>((inner, _) => inner));
        Assert.Throws<ArgumentNullException>("createProxy", () => _services.WithAspects<IAuth>(null!));
    }

    private void AssertCannotConfigure(string registry)
    {
        var before = _services.ToList();

        var error = Assert.Throws<InvalidOperationException>(() => _services.AddAspects(_ => { }));

        Assert.Equal(
            $"The container already has its own {registry}, so AddAspects cannot configure the registry. Configure that {registry} "
            + "where you create it, or remove its registration, so that AddAspects creates it.",
            error.Message);
        Assert.Equal(before, _services);
    }
}
