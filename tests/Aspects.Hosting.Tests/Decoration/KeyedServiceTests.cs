using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class KeyedServiceTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void A_type_gets_the_key_of_its_registration(ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(ITenant), "north", typeof(Tenant), lifetime));
        _services.Add(new ServiceDescriptor(typeof(ITenant), "south", typeof(Tenant), lifetime));
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var north = Resolve(scope, "north");
        Assert.Equal("north", north.Key);
        Assert.Equal("south", Resolve(scope, "south").Key);
        Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(north, Resolve(scope, "north")));
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void A_factory_gets_the_key_of_its_registration(ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(ITenant), "north", static (_, key) => new TenantFromFactory(key), lifetime));
        _services.Add(new ServiceDescriptor(typeof(ITenant), 7, static (_, key) => new TenantFromFactory(key), lifetime));
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        Assert.Equal("north", Resolve(scope, "north").Key);
        var seven = Resolve(scope, 7);
        Assert.Equal(7, seven.Key);
        Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(seven, Resolve(scope, 7)));
    }

    [Fact]
    public void A_registered_instance_is_resolved_by_its_key()
    {
        var tenant = new TenantFromFactory("mine");
        _services.AddKeyedSingleton<ITenant>("north", tenant);
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        Assert.Equal("mine", Resolve(scope, "north").Key);
    }

    [Fact]
    public void A_type_registered_twice_under_one_key_is_decorated_twice()
    {
        _services.AddKeyedSingleton<ITenant, SingleTenant>("north");
        _services.AddKeyedScoped<ITenant, SingleTenant>("north");
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();
        using var first = provider.CreateScope();
        using var second = provider.CreateScope();

        var here = first.ServiceProvider.GetKeyedServices<ITenant>("north").ToList();
        var there = second.ServiceProvider.GetKeyedServices<ITenant>("north").ToList();
        Assert.All([.. here, .. there], tenant => Assert.IsType<TenantProxy>(tenant));
        Assert.Same(here[0], there[0]);
        Assert.NotSame(here[1], there[1]);
    }

    [Fact]
    public void A_type_that_is_also_registered_as_itself_under_the_key_stays_a_separate_service()
    {
        _services.AddKeyedTransient<Auth>("north");
        _services.AddKeyedSingleton<IAuth, Auth>("north");
        _services.WithAspects<IAuth>();

        using var provider = _services.BuildStrict();

        var auth = provider.GetRequiredKeyedService<IAuth>("north");
        Assert.Same(auth, provider.GetRequiredKeyedService<IAuth>("north"));
        Assert.NotSame(auth.Inner, provider.GetRequiredKeyedService<Auth>("north"));
    }

    [Fact]
    public void A_keyed_and_an_unkeyed_registration_are_different_services()
    {
        _services.AddSingleton<ITenant, SingleTenant>();
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();

        Assert.Null(Assert.Single(provider.GetServices<ITenant>()).Key);
        Assert.Equal("north", Assert.Single(provider.GetKeyedServices<ITenant>("north")).Key);
    }

    [Fact]
    public void AnyKey_resolves_the_proxies_only()
    {
        _services.AddSingleton<ITenant, SingleTenant>();
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.AddKeyedSingleton<ITenant>("south", static (_, key) => new TenantFromFactory(key));
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();

        var all = provider.GetKeyedServices<ITenant>(KeyedService.AnyKey).ToList();
        Assert.All(all, tenant => Assert.IsType<TenantProxy>(tenant));
        Assert.Equal(["north", "south"], all.Select(tenant => tenant.Key));
    }

    [Fact]
    public void A_registration_for_AnyKey_is_not_changed()
    {
        _services.AddKeyedSingleton<ITenant>(KeyedService.AnyKey, static (_, key) => new TenantFromFactory(key));
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.WithAspects<ITenant>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.IsType<TenantProxy>(provider.GetRequiredKeyedService<ITenant>("north"));
        Assert.IsType<TenantFromFactory>(provider.GetRequiredKeyedService<ITenant>("south"));
    }

    private static ITenant Resolve(IServiceScope scope, object key)
    {
        var tenant = scope.ServiceProvider.GetRequiredKeyedService<ITenant>(key);
        Assert.IsType<TenantProxy>(tenant);
        return tenant;
    }
}
