using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Aspects.Hosting.Tests;

public sealed class RegistryTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Fact]
    public void There_is_one_registry_however_often_it_is_added()
    {
        _services.AddAspects();
        _services.AddAspects();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var registry = Assert.Single(provider.GetServices<CircuitBreakerRegistry>());
        Assert.Same(registry, scope.ServiceProvider.GetRequiredService<CircuitBreakerRegistry>());
    }

    [Fact]
    public void What_several_calls_configure_applies_in_the_order_of_the_calls()
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
    public void What_is_configured_wins_over_the_attribute()
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
    public void The_clock_is_the_one_in_the_container()
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
    public void Proxies_use_the_registry_that_the_container_answers_with()
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
    public void A_registry_from_elsewhere_cannot_be_configured()
    {
        _services.AddSingleton(new CircuitBreakerRegistry());

        var error = Assert.Throws<InvalidOperationException>(() => _services.AddAspects(_ => { }));

        Assert.Equal(
            "The container has a CircuitBreakerRegistry that AddAspects did not register and therefore cannot "
            + "configure. Configure that one where it is created, or leave its registration to AddAspects.",
            error.Message);
    }

    [Fact]
    public void A_registry_under_a_key_is_a_different_one()
    {
        _services.AddKeyedSingleton<CircuitBreakerRegistry>("other");
        _services.AddAspects(aspects => aspects.CircuitBreakers.GetOrAdd("auth"));

        using var provider = _services.BuildStrict();

        Assert.Single(provider.GetRequiredService<CircuitBreakerRegistry>().Breakers);
    }

    [Fact]
    public void The_builder_hands_the_collection_on() => Assert.Same(_services, _services.AddAspects().DecorateAll().Services);

    [Fact]
    public void Nothing_is_done_without_a_collection()
    {
        IServiceCollection none = null!;

        Assert.Throws<ArgumentNullException>("services", () => none.AddAspects());
        Assert.Throws<ArgumentNullException>("services", () => none.WithAspects<IAuth>());
        Assert.Throws<ArgumentNullException>("services", () => none.WithAspects<IAuth>((inner, _) => inner));
        Assert.Throws<ArgumentNullException>("wrap", () => _services.WithAspects<IAuth>(null!));
    }
}
