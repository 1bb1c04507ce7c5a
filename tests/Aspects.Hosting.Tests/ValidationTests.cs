using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>The container finds the same mistakes as without proxies, and none that are not there.</summary>
public sealed class ValidationTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Fact]
    public void A_dependency_that_is_missing_is_found_when_the_container_is_built()
    {
        _services.AddSingleton<IPlain, NeedsAuth>();
        _services.AddSingleton<IAuth, NeedsSession>();
        _services.AddAspects().DecorateAll();

        var error = Assert.Throws<AggregateException>(_services.BuildStrict);

        Assert.Contains(
            $"Unable to resolve service for type '{typeof(ISession)}' while attempting to activate '{typeof(NeedsSession)}'.",
            Assert.Single(error.InnerExceptions).Message);
    }

    [Fact]
    public void A_singleton_that_keeps_a_scoped_service_is_found_when_the_container_is_built()
    {
        _services.AddScoped<ISession, Session>();
        _services.AddSingleton<IAuth, NeedsSession>();
        _services.AddAspects().DecorateAll();

        var error = Assert.Throws<AggregateException>(_services.BuildStrict);

        Assert.Contains(
            $"Cannot consume scoped service '{typeof(ISession)}' from singleton '{typeof(NeedsSession)}'.",
            Assert.Single(error.InnerExceptions).Message);
    }

    [Fact]
    public void A_scoped_service_cannot_be_had_without_a_scope()
    {
        _services.AddScoped<IAuth, Auth>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();

        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IAuth>());
        Assert.Equal($"Cannot resolve scoped service '{typeof(IAuth)}' from root provider.", error.Message);
    }

    [Fact]
    public void A_decorated_service_gets_decorated_dependencies_from_its_own_scope()
    {
        _services.AddScoped<ISession, Session>();
        _services.AddScoped<IAuth, NeedsSession>();
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        var auth = (NeedsSession)scope.ServiceProvider.GetRequiredService<IAuth>().Inner;
        Assert.IsType<SessionProxy>(auth.Session);
        Assert.Same(auth.Session, scope.ServiceProvider.GetRequiredService<ISession>());
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void Services_that_need_one_another_are_refused_when_one_is_asked_for(ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(IAuth), typeof(NeedsSession), lifetime));
        _services.Add(new ServiceDescriptor(typeof(ISession), typeof(SessionThatNeedsAuth), lifetime));
        _services.AddAspects().DecorateAll();

        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<IAuth>());
            Assert.Equal(
                "A circular dependency was detected among decorated services: Aspects.Hosting.Tests.IAuth -> "
                + "Aspects.Hosting.Tests.ISession -> Aspects.Hosting.Tests.IAuth.",
                error.Message);
        }
    }

    private sealed class SessionThatNeedsAuth(IAuth auth) : ISession
    {
        public void Renew() => _ = auth.Inner;
    }

    private sealed class NeedsAuth(IAuth auth) : IPlain
    {
        public IAuth Auth { get; } = auth;
    }

    private sealed class NeedsSession(ISession session) : Auth
    {
        public ISession Session { get; } = session;
    }
}
