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
        Assert.Equal(["auth"], proxy.Breakers.Select(static breaker => breaker.Name));

        var wrapped = (IAuthClient)proxy.Wrap(new AuthClient(), _registry);

        Assert.Equal("me/secret", (await wrapped.LoginAsync("me", "secret", TestContext.Current.CancellationToken)).Value);
        Assert.Equal(1, _registry.GetOrAdd("auth").GetSnapshot().Succeeded);
    }

    [Fact]
    public void The_breakers_of_a_proxy_are_listed_once_each()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IOrders), out var proxy));

        Assert.Equal(["orders/read", "orders/write", "1 \"quoted\" <name> & \\ \t\u2028 more", "ÿ→", "---"], proxy.Breakers.Select(static breaker => breaker.Name));
    }

    [Fact]
    public void A_breaker_tells_its_members_and_what_the_attributes_set()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(ILevels), out var proxy));

        Assert.Equal(["levels", "levels of its own"], proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.Equal([nameof(ILevels.FromTheInterface), nameof(ILevels.WithTheSameName)], proxy.Breakers[0].Members);
        Assert.Equal([nameof(ILevels.WithANameOfItsOwn)], proxy.Breakers[1].Members);
        Assert.Equal((7, TimeSpan.FromSeconds(33)), (proxy.Breakers[0].Options.ConsecutiveFailures, proxy.Breakers[0].Options.BreakDuration));
        Assert.Equal((7, TimeSpan.FromSeconds(22)), (proxy.Breakers[1].Options.ConsecutiveFailures, proxy.Breakers[1].Options.BreakDuration));
    }

    [Fact]
    public void Changing_what_the_catalog_hands_out_changes_nothing()
    {
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(ILevels), out var proxy));

        proxy.Breakers[0].Options.ConsecutiveFailures = 1;

        Assert.Equal(7, proxy.Breakers[0].Options.ConsecutiveFailures);
    }

    [Fact]
    public void All_breakers_can_be_declared_before_they_are_used()
    {
        CircuitBreakerCatalog.Declare(_registry);
        CircuitBreakerCatalog.Declare(_registry);

        var names = CircuitBreakerCatalog.Proxies.SelectMany(static proxy => proxy.Breakers).Where(static breaker => breaker.KeyType is null).Select(static breaker => breaker.Name);
        Assert.Equal(
            names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
            _registry.Breakers.Select(static breaker => breaker.Name),
            StringComparer.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("levels", new() { ConsecutiveFailures = 8 }, "another"));
    }

    [Fact]
    public void Settings_that_disagree_are_found_when_all_are_declared()
    {
        _registry.GetOrAdd("levels", new() { ConsecutiveFailures = 8 }, "somebody");

        var error = Assert.Throws<InvalidOperationException>(() => CircuitBreakerCatalog.Declare(_registry));

        Assert.Contains("'somebody'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Shop.ILevels'", error.Message, StringComparison.Ordinal);
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
