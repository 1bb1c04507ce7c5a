using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class DecorationTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    public enum Way
    {
        ByType,
        ByFactory,
    }

    public enum Spelling
    {
        DecorateAll,
        WithAspects,
        WithAspectsAndFunction,
    }

    public static TheoryData<Spelling> Spellings => [.. Enum.GetValues<Spelling>()];

    public static MatrixTheoryData<Way, Spelling> WaysAndSpellings => new(Enum.GetValues<Way>(), Enum.GetValues<Spelling>());

    [Theory]
    [MemberData(nameof(WaysAndSpellings))]
    public void A_singleton_stays_a_singleton(Way way, Spelling spelling)
    {
        Register(way, ServiceLifetime.Singleton);
        Decorate(spelling);

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var auth = Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        Assert.Same(auth, scope.ServiceProvider.GetRequiredService<IAuth>());
    }

    [Theory]
    [MemberData(nameof(WaysAndSpellings))]
    public void A_scoped_service_stays_one_per_scope(Way way, Spelling spelling)
    {
        Register(way, ServiceLifetime.Scoped);
        Decorate(spelling);

        using var provider = _services.BuildStrict();
        using var first = provider.CreateScope();
        using var second = provider.CreateScope();

        var auth = Assert.IsType<AuthProxy>(first.ServiceProvider.GetRequiredService<IAuth>());
        Assert.Same(auth, first.ServiceProvider.GetRequiredService<IAuth>());
        var other = second.ServiceProvider.GetRequiredService<IAuth>();
        Assert.NotSame(auth, other);
        Assert.NotSame(Inner(auth), Inner(other));
    }

    [Theory]
    [MemberData(nameof(WaysAndSpellings))]
    public void A_transient_service_stays_one_per_request(Way way, Spelling spelling)
    {
        Register(way, ServiceLifetime.Transient);
        Decorate(spelling);

        using var provider = _services.BuildStrict();

        var auth = Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        var other = provider.GetRequiredService<IAuth>();
        Assert.NotSame(auth, other);
        Assert.NotSame(Inner(auth), Inner(other));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void An_instance_stays_that_instance(Spelling spelling)
    {
        var auth = new Auth();
        _services.AddSingleton<IAuth>(auth);
        Decorate(spelling);

        using var provider = _services.BuildStrict();

        Assert.Same(auth, Inner(Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>())));
    }

    [Fact]
    public void Several_registrations_keep_their_order_and_the_last_one_answers_alone()
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
        Assert.Equal([typeof(Auth), typeof(OtherAuth), typeof(Auth), typeof(OtherAuth)], all.Select(auth => Inner(auth).GetType()));
        Assert.Same(instance, Inner(all[2]));
        Assert.Same(all[3], scope.ServiceProvider.GetRequiredService<IAuth>());
        Assert.Same(all[0], scope.ServiceProvider.GetServices<IAuth>().First());
    }

    [Fact]
    public void One_registered_type_behind_two_registrations_is_made_twice_as_before()
    {
        _services.AddSingleton<IAuth, Auth>();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        var all = provider.GetServices<IAuth>().ToList();
        Assert.NotSame(Inner(all[0]), Inner(all[1]));
    }

    [Fact]
    public void A_type_that_is_also_registered_as_itself_stays_a_service_of_its_own()
    {
        _services.AddSingleton<Auth>();
        _services.AddSingleton<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.NotSame(provider.GetRequiredService<Auth>(), Inner(provider.GetRequiredService<IAuth>()));
    }

    [Fact]
    public void A_service_without_a_breaker_is_left_as_it_is()
    {
        _services.AddSingleton<IPlain, Plain>();
        var before = _services.Single();

        _services.AddAspects().DecorateAll();

        Assert.Contains(before, _services);
        using var provider = _services.BuildStrict();
        Assert.IsType<Plain>(provider.GetRequiredService<IPlain>());
    }

    [Fact]
    public void One_interface_is_decorated_and_the_others_are_not()
    {
        _services.AddSingleton<IAuth, Auth>().AddSingleton<ISession, Session>().WithAspects<IAuth>();

        using var provider = _services.BuildStrict();

        Assert.IsType<AuthProxy>(provider.GetRequiredService<IAuth>());
        Assert.IsType<Session>(provider.GetRequiredService<ISession>());
    }

    [Fact]
    public void What_is_decorated_already_is_not_decorated_again()
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
    public void What_was_registered_since_is_decorated_the_second_time()
    {
        _services.AddSingleton<IAuth, Auth>();
        var builder = _services.AddAspects().DecorateAll();
        _services.AddSingleton<IAuth, OtherAuth>();
        builder.DecorateAll();

        using var provider = _services.BuildStrict();

        Assert.All(
            provider.GetServices<IAuth>(),
            auth => Assert.IsNotType<AuthProxy>(Inner(Assert.IsType<AuthProxy>(auth))));
    }

    [Fact]
    public void All_proxies_of_one_name_share_one_state()
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
    public void A_closed_form_of_a_generic_interface_is_decorated_by_a_function_and_then_not_by_decorating_all()
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
    public void A_function_may_put_a_decorator_of_ones_own_around_any_service()
    {
        var decorator = new Plain();
        _services.AddSingleton<IPlain, Plain>();
        _services.WithAspects<IPlain>((_, _) => decorator);

        using var provider = _services.BuildStrict();

        Assert.Same(decorator, provider.GetRequiredService<IPlain>());
    }

    private static Auth Inner(IAuth auth) => auth.Inner;

    private void Register(Way way, ServiceLifetime lifetime) => _services.Add(
        way == Way.ByType
            ? new ServiceDescriptor(typeof(IAuth), typeof(Auth), lifetime)
            : new ServiceDescriptor(typeof(IAuth), static _ => new Auth(), lifetime));

    private void Decorate(Spelling spelling)
    {
        switch (spelling)
        {
            case Spelling.DecorateAll:
                _services.AddAspects().DecorateAll();
                break;
            case Spelling.WithAspects:
                _services.WithAspects<IAuth>();
                break;
            default:
                _services.WithAspects<IAuth>(static (inner, aspects) => inner.WithAspects(aspects));
                break;
        }
    }
}
