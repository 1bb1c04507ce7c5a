using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>A decoration that is not possible is refused with the name of the interface and the remedy.</summary>
public sealed class RefusedDecorationTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Fact]
    public void An_unregistered_interface_is_refused()
    {
        const string Message =
            "'Aspects.Hosting.Tests.IAuth' is not registered, so there is nothing to decorate. "
            + "Register it first, then call WithAspects.";

        Assert.Equal(Message, GetRefusal(() => _services.WithAspects<IAuth>()));
        Assert.Equal(Message, GetRefusal(() => _services.WithAspects<IAuth>(static (inner, _) => inner)));
    }

    [Fact]
    public void An_interface_without_a_proxy_is_refused()
    {
        _services.AddSingleton<IPlain, Plain>();

        Assert.Equal(
            "'Aspects.Hosting.Tests.IPlain' has no generated proxy. The project that declares it, "
            + "'Aspects.Hosting.Tests', must reference the Aspects package with its generator, and the interface or its "
            + "members must have [CircuitBreaker]. If both are true, the application must reference the package too, because its "
            + "generator lists the proxies of all referenced projects.",
            GetRefusal(() => _services.WithAspects<IPlain>()));
    }

    [Fact]
    public void A_closed_generic_interface_without_a_function_is_refused()
    {
        const string Message =
            "'Aspects.Hosting.Tests.IStore<Aspects.Hosting.Tests.Session>' is generic, and only generated code can create the "
            + "proxy of a generic interface. Before DecorateAll, call services.WithAspects<Aspects.Hosting.Tests.IStore<"
            + "Aspects.Hosting.Tests.Session>>(static (inner, aspects) => inner.WithAspects(aspects)). "
            + "If the interface is annotated in another project, you can instead add [assembly: CircuitBreakerFor<"
            + "Aspects.Hosting.Tests.IStore<Aspects.Hosting.Tests.Session>>(\"name\")] to the application.";
        _services.AddSingleton<IAuth, Auth>();
        _services.AddSingleton<IStore<Session>, Store<Session>>();

        Assert.Equal(Message, GetRefusal(() => _services.WithAspects<IStore<Session>>()));
        Assert.Equal(Message, GetRefusal(() => _services.AddAspects().DecorateAll()));
    }

    [Fact]
    public void An_open_generic_interface_is_refused()
    {
        const string Message =
            "'Aspects.Hosting.Tests.IStore<>' is registered as an open generic type, typeof(Aspects.Hosting.Tests.IStore<>), which "
            + "cannot be decorated, because the container closes the type itself. Register each closed type that you need, and "
            + "decorate it with services.WithAspects<…>(static (inner, aspects) => inner.WithAspects(aspects)).";
        _services.AddSingleton(typeof(IStore<>), typeof(Store<>));

        Assert.Equal(Message, GetRefusal(() => _services.AddAspects().DecorateAll()));
        Assert.Equal(Message, GetRefusal(() => _services.WithAspects<IStore<int>>(static (inner, _) => inner)));
    }

    [Fact]
    public void An_interface_registered_only_for_AnyKey_is_refused()
    {
        _services.AddKeyedSingleton<ITenant>(KeyedService.AnyKey, static (_, key) => new TenantFromFactory(key));

        Assert.Equal(
            "'Aspects.Hosting.Tests.ITenant' is registered only for KeyedService.AnyKey, and such a registration cannot be "
            + "decorated. Register it under each key, or call WithAspects(aspects) in its factory.",
            GetRefusal(() => _services.WithAspects<ITenant>()));
    }

    [Fact]
    public void A_refusal_does_not_change_the_collection()
    {
        _services.AddSingleton<IAuth, Auth>();
        _services.AddSingleton<IStore<Session>, Store<Session>>();
        var builder = _services.AddAspects();
        var before = _services.ToList();

        GetRefusal(() => builder.DecorateAll());
        GetRefusal(() => _services.WithAspects<IPlain>());
        GetRefusal(() => _services.WithAspects<ISession>());

        Assert.Equal(before, _services);
    }

    private static string GetRefusal(Action decorate) => Assert.Throws<InvalidOperationException>(decorate).Message;
}
