using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class DecorationTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    public enum RegistrationKind
    {
        ByType,
        ByFactory,
    }

    public enum DecorationMethod
    {
        DecorateAll,
        WithAspects,
        WithAspectsAndFunction,
    }

    public static TheoryData<DecorationMethod> DecorationMethods => [.. Enum.GetValues<DecorationMethod>()];

    public static MatrixTheoryData<RegistrationKind, DecorationMethod> RegistrationKindsAndDecorationMethods => new(Enum.GetValues<RegistrationKind>(), Enum.GetValues<DecorationMethod>());

    [Theory]
    [MemberData(nameof(RegistrationKindsAndDecorationMethods))]
    public void A_singleton_stays_a_singleton(RegistrationKind kind, DecorationMethod method)
    {
        Register(kind, ServiceLifetime.Singleton);
        Decorate(method);

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var auth = Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        Assert.Same(auth, scope.ServiceProvider.GetRequiredService<IAuth>());
    }

    [Theory]
    [MemberData(nameof(RegistrationKindsAndDecorationMethods))]
    public void A_scoped_service_stays_one_per_scope(RegistrationKind kind, DecorationMethod method)
    {
        Register(kind, ServiceLifetime.Scoped);
        Decorate(method);

        using var provider = _services.BuildStrict();
        using var first = provider.CreateScope();
        using var second = provider.CreateScope();

        var auth = Assert.IsType<AuthProxy>(first.ServiceProvider.GetRequiredService<IAuth>());
        Assert.Same(auth, first.ServiceProvider.GetRequiredService<IAuth>());
        var other = second.ServiceProvider.GetRequiredService<IAuth>();
        Assert.NotSame(auth, other);
        Assert.NotSame(GetInner(auth), GetInner(other));
    }

    [Theory]
    [MemberData(nameof(RegistrationKindsAndDecorationMethods))]
    public void A_transient_service_stays_one_per_request(RegistrationKind kind, DecorationMethod method)
    {
        Register(kind, ServiceLifetime.Transient);
        Decorate(method);

        using var provider = _services.BuildStrict();

        var auth = Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        var other = provider.GetRequiredService<IAuth>();
        Assert.NotSame(auth, other);
        Assert.NotSame(GetInner(auth), GetInner(other));
    }

    [Theory]
    [MemberData(nameof(DecorationMethods))]
    public void A_registered_instance_is_wrapped_itself(DecorationMethod method)
    {
        var auth = new Auth();
        _services.AddSingleton<IAuth>(auth);
        Decorate(method);

        using var provider = _services.BuildStrict();

        Assert.Same(auth, GetInner(Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>())));
    }

    [Fact]
    public void Several_registrations_keep_their_order_and_the_last_one_is_the_default()
    {
        var instance = new Auth();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddSingleton<IPlain, Plain>();
        _services.AddTransient<IAuth>(_ => new OtherAuth());
        _services.AddSingleton<IAuth>(instance);
        _services.AddScoped<IAuth, OtherAuth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var all = scope.ServiceProvider.GetServices<IAuth>().ToList();
        Assert.All(all, auth => Assert.IsType<AuthProxy>(auth));
        Assert.Equal([typeof(Auth), typeof(OtherAuth), typeof(Auth), typeof(OtherAuth)], all.Select(auth => GetInner(auth).GetType()));
        Assert.Same(instance, GetInner(all[2]));
        Assert.Same(all[3], scope.ServiceProvider.GetRequiredService<IAuth>());
        Assert.Same(all[0], scope.ServiceProvider.GetServices<IAuth>().First());
    }

    [Fact]
    public void One_type_in_two_registrations_is_created_twice()
    {
        _services.AddSingleton<IAuth, Auth>();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        var all = provider.GetServices<IAuth>().ToList();
        Assert.NotSame(GetInner(all[0]), GetInner(all[1]));
    }

    [Fact]
    public void A_type_that_is_also_registered_as_itself_stays_a_separate_service()
    {
        _services.AddSingleton<Auth>();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.NotSame(provider.GetRequiredService<Auth>(), GetInner(provider.GetRequiredService<IAuth>()));
    }

    [Fact]
    public void A_service_without_a_breaker_is_not_changed()
    {
        _services.AddSingleton<IPlain, Plain>();
        var before = _services.Single();

        _services.AddAspects().DecorateAll();

        Assert.Contains(before, _services);
        using var provider = _services.BuildStrict();
        Assert.IsType<Plain>(provider.GetRequiredService<IPlain>());
    }

    [Fact]
    public void WithAspects_decorates_only_its_interface()
    {
        _services.AddSingleton<IAuth, Auth>().AddSingleton<ISession, Session>().WithAspects<IAuth>();

        using var provider = _services.BuildStrict();

        Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        Assert.IsType<Session>(provider.GetRequiredService<ISession>());
    }

    [Fact]
    public void A_registration_is_decorated_once()
    {
        var wraps = 0;
        _services.AddScoped<IAuth, Auth>();
        _services.AddKeyedScoped<IAuth, Auth>("key");
        _services.WithAspects<IAuth>(Wrap);
        var before = _services.ToList();

        _services.WithAspects<IAuth>(Wrap);
        _services.WithAspects<IAuth>();
        _services.AddAspects().DecorateAll().DecorateAll();

        Assert.Equal(before, _services);
        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();
        scope.ServiceProvider.GetRequiredService<IAuth>();
        scope.ServiceProvider.GetRequiredKeyedService<IAuth>("key");
        Assert.Equal(2, wraps);

        IAuth Wrap(IAuth inner, AspectRegistry aspects)
        {
            wraps++;
            return inner.WithAspects(aspects);
        }
    }

    [Fact]
    public void A_second_DecorateAll_decorates_later_registrations()
    {
        _services.AddSingleton<IAuth, Auth>();
        var builder = _services.AddAspects().DecorateAll();
        _services.AddSingleton<IAuth, OtherAuth>();
        builder.DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.All(
            provider.GetServices<IAuth>(),
            auth => Assert.IsNotType<AuthProxy>(GetInner(Assert.IsType<AuthProxy>(auth))));
    }

    [Fact]
    public void All_proxies_of_one_breaker_share_its_state()
    {
        _services.AddTransient<IAuth, Auth>();
        _services.AddScoped<ISession, Session>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();
        provider.GetRequiredService<IAuth>().Break();

        Assert.Throws<CircuitBreakerOpenException>(() => provider.GetRequiredService<IAuth>().Login("ann"));
        var rejection = Assert.Throws<CircuitBreakerOpenException>(scope.ServiceProvider.GetRequiredService<ISession>().Renew);
        Assert.Equal("auth", rejection.Name);
        Assert.IsType<IOException>(rejection.InnerException);
        Assert.Equal(["auth"], provider.GetRequiredService<CircuitBreakerRegistry>().Breakers.Select(breaker => breaker.Name));
    }

    [Fact]
    public void A_closed_generic_interface_decorated_by_a_function_is_skipped_by_DecorateAll()
    {
        _services.AddSingleton<IStore<Session>, Store<Session>>();
        _services.AddSingleton<IStore<string>>(_ => new Store<string>());
        _services.WithAspects<IStore<Session>>(static (inner, aspects) => inner.WithAspects(aspects));
        _services.WithAspects<IStore<string>>(static (inner, aspects) => inner.WithAspects(aspects));
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.IsType<StoreProxy<Session>>(provider.GetRequiredService<IStore<Session>>());
        Assert.IsType<StoreProxy<string>>(provider.GetRequiredService<IStore<string>>());
    }

    [Fact]
    public void A_function_can_return_any_decorator_of_a_service()
    {
        var decorator = new Plain();
        _services.AddSingleton<IPlain, Plain>();
        _services.WithAspects<IPlain>((_, _) => decorator);

        using var provider = _services.BuildStrict();

        Assert.Same(decorator, provider.GetRequiredService<IPlain>());
    }

    private static Auth GetInner(IAuth auth) => auth.Inner;

    private void Register(RegistrationKind kind, ServiceLifetime lifetime) => _services.Add(
        kind == RegistrationKind.ByType
            ? new ServiceDescriptor(typeof(IAuth), typeof(Auth), lifetime)
            : new ServiceDescriptor(typeof(IAuth), static _ => new Auth(), lifetime));

    private void Decorate(DecorationMethod method)
    {
        switch (method)
        {
            case DecorationMethod.DecorateAll:
                _services.AddAspects().DecorateAll();
                break;
            case DecorationMethod.WithAspects:
                _services.WithAspects<IAuth>();
                break;
            default:
                _services.WithAspects<IAuth>(static (inner, aspects) => inner.WithAspects(aspects));
                break;
        }
    }
}
