using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class KeyedTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void A_type_that_asks_for_its_key_gets_the_one_it_is_registered_under(ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(ITenant), "north", typeof(Tenant), lifetime));
        _services.Add(new ServiceDescriptor(typeof(ITenant), "south", typeof(Tenant), lifetime));
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var north = Find(scope, "north");
        Assert.Equal("north", north.Key);
        Assert.Equal("south", Find(scope, "south").Key);
        Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(north, Find(scope, "north")));
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void A_factory_gets_the_key_it_is_registered_under(ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(ITenant), "north", static (_, key) => new TenantMadeByFactory(key), lifetime));
        _services.Add(new ServiceDescriptor(typeof(ITenant), 7, static (_, key) => new TenantMadeByFactory(key), lifetime));
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        Assert.Equal("north", Find(scope, "north").Key);
        var seven = Find(scope, 7);
        Assert.Equal(7, seven.Key);
        Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(seven, Find(scope, 7)));
    }

    [Fact]
    public void An_instance_is_found_under_its_key()
    {
        var tenant = new TenantMadeByFactory("mine");
        _services.AddKeyedSingleton<ITenant>("north", tenant);
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        Assert.Equal("mine", Find(scope, "north").Key);
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
    public void A_type_that_is_also_registered_as_itself_under_the_key_stays_a_service_of_its_own()
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
    public void A_key_and_no_key_are_different_services()
    {
        _services.AddSingleton<ITenant, SingleTenant>();
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();

        Assert.Null(Assert.Single(provider.GetServices<ITenant>()).Key);
        Assert.Equal("north", Assert.Single(provider.GetKeyedServices<ITenant>("north")).Key);
    }

    [Fact]
    public void Asked_for_under_all_keys_the_container_finds_the_proxies_alone()
    {
        _services.AddSingleton<ITenant, SingleTenant>();
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.AddKeyedSingleton<ITenant>("south", static (_, key) => new TenantMadeByFactory(key));
        _services.WithAspects<ITenant>();

        using var provider = _services.BuildStrict();

        var all = provider.GetKeyedServices<ITenant>(KeyedService.AnyKey).ToList();
        Assert.All(all, tenant => Assert.IsType<TenantProxy>(tenant));
        Assert.Equal(["north", "south"], all.Select(tenant => tenant.Key));
    }

    [Fact]
    public void A_registration_for_any_key_is_left_as_it_is()
    {
        _services.AddKeyedSingleton<ITenant>(KeyedService.AnyKey, static (_, key) => new TenantMadeByFactory(key));
        _services.AddKeyedSingleton<ITenant, Tenant>("north");
        _services.WithAspects<ITenant>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.IsType<TenantProxy>(provider.GetRequiredKeyedService<ITenant>("north"));
        Assert.IsType<TenantMadeByFactory>(provider.GetRequiredKeyedService<ITenant>("south"));
    }

    private static ITenant Find(IServiceScope scope, object key)
    {
        var tenant = scope.ServiceProvider.GetRequiredKeyedService<ITenant>(key);
        Assert.IsType<TenantProxy>(tenant);
        return tenant;
    }
}
