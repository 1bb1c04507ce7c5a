using Shop;
using Shop.Generics;

namespace Aspects.Generator.RunTests;

/// <summary>The proxies that the initializer of an assembly adds to the catalog.</summary>
public sealed class CatalogTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public async Task A_proxy_is_found_by_its_interface_and_wraps_an_instance_of_it()
    {
        Assert.True(AspectCatalog.TryFind(typeof(IAuthClient), out var proxy));
        Assert.Equal((typeof(IAuthClient), false), (proxy.InterfaceType, proxy.IsOpenGeneric));
        Assert.Equal(["auth"], proxy.Breakers.Select(static breaker => breaker.Name));

        var wrapped = (IAuthClient)proxy.CreateProxy(new AuthClient(), _aspects);

        Assert.Equal("me/secret", (await wrapped.LoginAsync("me", "secret", TestContext.Current.CancellationToken)).Value);
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("auth").GetSnapshot().Succeeded);
    }

    [Fact]
    public void The_breakers_of_a_proxy_are_listed_once_each()
    {
        Assert.True(AspectCatalog.TryFind(typeof(IOrders), out var proxy));

        Assert.Equal(["orders/read", "orders/write", "1 \"quoted\" <name> & \\ \t\u2028 more", "ÿ→", "---"], proxy.Breakers.Select(static breaker => breaker.Name));
    }

    [Fact]
    public void A_breaker_has_its_members_and_the_settings_of_the_attributes()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ILevels), out var proxy));

        Assert.Equal(["levels", "levels of its own"], proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.Equal([nameof(ILevels.FromTheInterface), nameof(ILevels.WithTheSameName)], proxy.Breakers[0].Members);
        Assert.Equal([nameof(ILevels.WithANameOfItsOwn)], proxy.Breakers[1].Members);
        Assert.Equal((7, TimeSpan.FromSeconds(33)), (proxy.Breakers[0].Options.ConsecutiveFailures, proxy.Breakers[0].Options.BreakDuration));
        Assert.Equal((7, TimeSpan.FromSeconds(22)), (proxy.Breakers[1].Options.ConsecutiveFailures, proxy.Breakers[1].Options.BreakDuration));
    }

    [Fact]
    public void Changing_the_options_of_a_descriptor_does_not_change_the_catalog()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ILevels), out var proxy));

        proxy.Breakers[0].Options.ConsecutiveFailures = 1;

        Assert.Equal(7, proxy.Breakers[0].Options.ConsecutiveFailures);
    }

    [Fact]
    public void All_breakers_can_be_declared_before_they_are_used()
    {
        AspectCatalog.Declare(_aspects);
        AspectCatalog.Declare(_aspects);

        var names = AspectCatalog.Proxies.SelectMany(static proxy => proxy.Breakers).Where(static breaker => breaker.KeyType is null).Select(static breaker => breaker.Name);
        Assert.Equal(
            names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
            _aspects.CircuitBreakers.Breakers.Select(static breaker => breaker.Name),
            StringComparer.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => _aspects.CircuitBreakers.GetOrAdd("levels", new() { ConsecutiveFailures = 8 }, "another"));
    }

    [Fact]
    public void Declare_reports_conflicting_settings()
    {
        _aspects.CircuitBreakers.GetOrAdd("levels", new() { ConsecutiveFailures = 8 }, "the test");

        var error = Assert.Throws<InvalidOperationException>(() => AspectCatalog.Declare(_aspects));

        Assert.Contains("'the test'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Shop.ILevels'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_interface_is_found_and_wrapped_by_its_extension()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ISource<int>), out var closed));
        Assert.True(AspectCatalog.TryFind(typeof(ISource<>), out var definition));

        Assert.Same(definition, closed);
        Assert.True(closed.IsOpenGeneric);
        var thrown = Assert.Throws<InvalidOperationException>(() => closed.CreateProxy(new Source(), _aspects));
        Assert.Contains("WithAspects", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(7, new Source().WithAspects(_aspects).Next());
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("source").GetSnapshot().Succeeded);
    }

    [Fact]
    public void An_interface_without_annotations_is_not_found() =>
        Assert.False(AspectCatalog.TryFind(typeof(IItem), out _));

    [Fact]
    public void The_settings_of_the_attributes_reach_the_breaker()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ISettings), out var proxy));
        var failing = RecordingStub.Create(typeof(ISettings), static (_, _) => throw new InvalidOperationException("failure"), out _);
        var settings = (ISettings)proxy.CreateProxy(failing, _aspects);
        var breaker = _aspects.CircuitBreakers.GetOrAdd("settings");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(CircuitState.Closed, breaker.State);
            Assert.Throws<InvalidOperationException>(() => { _ = settings.FromTheInterfaceAsync(); });
        }

        Assert.Equal(CircuitState.Open, breaker.State);
        // The default jitter of a tenth applies.
        Assert.InRange(breaker.GetSnapshot().RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.275));
    }

    [Fact]
    public void Two_proxies_of_one_registry_share_their_breaker()
    {
        new Source().WithAspects(_aspects).Next();
        new Source().WithAspects(_aspects).Next();

        Assert.Equal(2, Assert.Single(_aspects.CircuitBreakers.Breakers).GetSnapshot().Succeeded);
    }

    [Fact]
    public void A_null_instance_and_a_null_registry_are_refused()
    {
        Assert.Equal("inner", Assert.Throws<ArgumentNullException>(() => ((IAuthClient)null!).WithAspects(_aspects)).ParamName);
        Assert.Equal("aspects", Assert.Throws<ArgumentNullException>(() => new AuthClient().WithAspects(null!)).ParamName);
        Assert.Empty(_aspects.CircuitBreakers.Breakers);
    }

    [Fact]
    public void An_init_accessor_throws_an_exception_with_the_reason()
    {
        var proxy = (IAll)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(AllProxy));

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
