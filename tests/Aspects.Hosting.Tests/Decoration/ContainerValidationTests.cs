using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>The container reports the same mistakes as without proxies, and no others.</summary>
public sealed class ContainerValidationTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Fact]
    public void A_missing_dependency_is_reported_when_the_container_is_built()
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
    public void A_singleton_with_a_scoped_dependency_is_reported_when_the_container_is_built()
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
    public void A_scoped_service_cannot_be_resolved_without_a_scope()
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
    public void A_circular_dependency_is_reported_when_a_service_is_resolved(ServiceLifetime lifetime)
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
