using Shop;
using Shop.Generics;

namespace Aspects.Generator.RunTests;

/// <summary>What the initializer of an assembly puts into the catalog, and what can be done with it.</summary>
public sealed class CatalogTests
{
    private readonly CircuitBreakerRegistry _registry = new();

    [Fact]
    public async Task A_proxy_is_found_by_its_interface_and_wraps_an_instance()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IAuthClient), out var proxy));
        Assert.Equal((typeof(IAuthClient), false), (proxy.InterfaceType, proxy.IsOpenGeneric));
        Assert.Equal(["auth"], proxy.Breakers);

        var wrapped = (IAuthClient)proxy.Wrap(new AuthClient(), _registry);

        Assert.Equal("me/secret", (await wrapped.LoginAsync("me", "secret", TestContext.Current.CancellationToken)).Value);
        Assert.Equal(1, _registry.GetOrAdd("auth").GetSnapshot().Succeeded);
    }

    [Fact]
    public void The_breakers_of_a_proxy_are_listed_once_each()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IOrders), out var proxy));

        Assert.Equal(["orders/read", "orders/write", "1 \"quoted\" <name> & \\ \t\u2028 more", "ÿ→", "---"], proxy.Breakers);
    }

    [Fact]
    public void A_generic_interface_is_found_and_wrapped_by_its_extension()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(ISource<int>), out var closed));
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(ISource<>), out var definition));

        Assert.Same(definition, closed);
        Assert.True(closed.IsOpenGeneric);
        var thrown = Assert.Throws<InvalidOperationException>(() => closed.Wrap(new Source(), _registry));
        Assert.Contains("WithCircuitBreaker", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(7, new Source().WithCircuitBreaker(_registry).Next());
        Assert.Equal(1, _registry.GetOrAdd("source").GetSnapshot().Succeeded);
    }

    [Fact]
    public void An_interface_without_annotations_is_not_found() =>
        Assert.False(CircuitBreakerCatalog.TryFind(typeof(IItem), out _));

    [Fact]
    public void The_settings_of_the_attributes_reach_the_breaker()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(ISettings), out var proxy));
        var failing = Recorder.Create(typeof(ISettings), static (_, _) => throw new InvalidOperationException("failure"), out _);
        var settings = (ISettings)proxy.Wrap(failing, _registry);
        var breaker = _registry.GetOrAdd("settings");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(CircuitState.Closed, breaker.State);
            Assert.Throws<InvalidOperationException>(() => { _ = settings.FromTheInterfaceAsync(); });
        }

        Assert.Equal(CircuitState.Open, breaker.State);
        // With the jitter of a tenth that nobody has taken away.
        Assert.InRange(breaker.GetSnapshot().RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.275));
    }

    [Fact]
    public void Two_proxies_of_one_registry_share_their_breaker()
    {
        new Source().WithCircuitBreaker(_registry).Next();
        new Source().WithCircuitBreaker(_registry).Next();

        Assert.Equal(2, Assert.Single(_registry.Breakers).GetSnapshot().Succeeded);
    }

    [Fact]
    public void Neither_the_instance_nor_the_registry_may_be_missing()
    {
        Assert.Equal("inner", Assert.Throws<ArgumentNullException>(() => ((IAuthClient)null!).WithCircuitBreaker(_registry)).ParamName);
        Assert.Equal("registry", Assert.Throws<ArgumentNullException>(() => new AuthClient().WithCircuitBreaker(null!)).ParamName);
        Assert.Empty(_registry.Breakers);
    }

    [Fact]
    public void An_init_accessor_says_why_it_cannot_be_forwarded()
    {
        var proxy = (IAll)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(AllCircuitBreakerProxy));

        var setter = typeof(IAll).GetProperty(nameof(IAll.Init))!;
        var thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => setter.SetValue(proxy, "value"));

        Assert.Contains("init accessor", Assert.IsType<NotSupportedException>(thrown.InnerException).Message, StringComparison.Ordinal);
    }

    private sealed class AuthClient : IAuthClient
    {
        public Task<Token> LoginAsync(string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(new Token($"{user}/{password}"));

        public Task<bool> IsKnownAsync(string user) => Task.FromResult(true);
    }

    private sealed class Source : ISource<int>
    {
        public int Next() => 7;
    }
}
