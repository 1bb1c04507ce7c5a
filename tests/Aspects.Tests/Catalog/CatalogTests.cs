namespace Aspects.Tests;

/// <summary>The list of proxies that generated code fills.</summary>
public sealed class CatalogTests
{
    private interface IListed;

    private interface IListedAgain;

    private interface IListedTwice;

    private interface IDisagreeing;

    private interface INotListed;

    private interface IGenericListed<T>;

    private interface IClosedListed<T>;

    [Fact]
    public void A_proxy_that_was_added_is_found_by_its_interface()
    {
        var proxy = CircuitBreakerProxy.Of<IListed, IListed>(static (inner, _) => inner, new CatalogedBreaker("orders", options: null));

        CircuitBreakerCatalog.Add(proxy);

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IListed), out var found));
        Assert.Same(proxy, found);
        Assert.Contains(proxy, CircuitBreakerCatalog.Proxies);
    }

    [Fact]
    public void An_interface_without_a_proxy_is_not_found()
    {
        Assert.False(CircuitBreakerCatalog.TryFind(typeof(INotListed), out var found));
        Assert.Null(found);
        Assert.False(CircuitBreakerCatalog.TryFind(typeof(IEnumerable<INotListed>), out _));
    }

    [Fact]
    public void Adding_a_proxy_again_does_nothing()
    {
        var first = CircuitBreakerProxy.Of<IListedAgain, IListedAgain>(static (inner, _) => inner);
        CircuitBreakerCatalog.Add(first);

        CircuitBreakerCatalog.Add(CircuitBreakerProxy.Of<IListedAgain, IListedAgain>(static (inner, _) => inner));

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IListedAgain), out var found));
        Assert.Same(first, found);
        Assert.Single(CircuitBreakerCatalog.Proxies, static proxy => proxy.InterfaceType == typeof(IListedAgain));
    }

    [Fact]
    public void Where_two_assemblies_have_a_proxy_of_one_interface_both_are_listed_and_none_is_chosen()
    {
        CircuitBreakerCatalog.Add(CircuitBreakerProxy.Of<IListedTwice, FirstProxy>(static (_, _) => new FirstProxy(), new CatalogedBreaker("first", options: null)));
        CircuitBreakerCatalog.Add(CircuitBreakerProxy.Of<IListedTwice, SecondProxy>(static (_, _) => new SecondProxy(), new CatalogedBreaker("second", options: null)));

        Assert.Equal(
            [typeof(FirstProxy), typeof(SecondProxy)],
            CircuitBreakerCatalog.Proxies.Where(static proxy => proxy.InterfaceType == typeof(IListedTwice)).Select(static proxy => proxy.ProxyType));
        var error = Assert.Throws<InvalidOperationException>(static () => CircuitBreakerCatalog.TryFind(typeof(IListedTwice), out _));
        Assert.Equal(
            $"{typeof(IListedTwice)} has a proxy in each of several assemblies: {typeof(FirstProxy).AssemblyQualifiedName} through first; "
            + $"{typeof(SecondProxy).AssemblyQualifiedName} through second. Leave [assembly: CircuitBreakerFor] to one of them, or choose where the instance "
            + "is made, with the WithCircuitBreaker extension that is wanted.",
            error.Message);
        var registry = new CircuitBreakerRegistry();
        CircuitBreakerCatalog.Declare(registry);
        Assert.Superset(new HashSet<string> { "first", "second" }, registry.Breakers.Select(static breaker => breaker.Name).ToHashSet());
    }

    [Fact]
    public void All_that_cannot_be_declared_is_said_at_once_and_the_rest_is_there()
    {
        CircuitBreakerCatalog.Add(CircuitBreakerProxy.Of<IDisagreeing, IDisagreeing>(
            static (inner, _) => inner,
            new CatalogedBreaker("disagreeing one", new() { ConsecutiveFailures = 3 }),
            new CatalogedBreaker("disagreeing two", new() { ConsecutiveFailures = 4 }),
            new CatalogedBreaker("agreeing", options: null)));
        var registry = new CircuitBreakerRegistry();
        registry.GetOrAdd("disagreeing one", new() { ConsecutiveFailures = 1 }, source: "the test");
        registry.GetOrAdd("disagreeing two", new() { ConsecutiveFailures = 2 }, source: "the test");

        var error = Assert.Throws<InvalidOperationException>(() => CircuitBreakerCatalog.Declare(registry));

        Assert.Contains("'disagreeing one'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'disagreeing two'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions.Count);
        Assert.True(registry.TryGet("agreeing", out _));
    }

    [Fact]
    public void What_is_listed_reads_as_a_sentence()
    {
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 3, BreakDuration = TimeSpan.FromSeconds(10) }.Ignore<ArgumentException>();
        var proxy = CircuitBreakerProxy.Of<IListed, IListed>(
            static (inner, _) => inner,
            new CatalogedBreaker("orders", options, "Add", "Remove"),
            CatalogedBreaker.ForKeys<string>("models", options: null, capacity: 50, "Ask"));

        Assert.Equal(
            $"{typeof(IListed)} through orders: Add, Remove (BreakDuration = 00:00:10, ConsecutiveFailures = 3, Outcomes = [Ignore System.ArgumentException]); "
            + "models for each System.String: Ask",
            proxy.ToString());
        Assert.Equal([null, 50], proxy.Breakers.Select(static breaker => breaker.Capacity));
        Assert.Equal("", new CircuitBreakerOptions().ToString());
    }

    [Fact]
    public void A_closed_generic_interface_finds_the_proxy_of_its_definition()
    {
        var proxy = CircuitBreakerProxy.OfGeneric(typeof(IGenericListed<>), typeof(List<>), new CatalogedBreaker("orders", options: null));

        CircuitBreakerCatalog.Add(proxy);

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IGenericListed<int>), out var closed));
        Assert.Same(proxy, closed);
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IGenericListed<>), out var open));
        Assert.Same(proxy, open);
    }

    [Fact]
    public void A_proxy_of_the_closed_interface_itself_comes_before_that_of_its_definition()
    {
        var closed = CircuitBreakerProxy.Of<IClosedListed<int>, IClosedListed<int>>(static (inner, _) => inner);
        CircuitBreakerCatalog.Add(CircuitBreakerProxy.OfGeneric(typeof(IClosedListed<>), typeof(List<>)));

        CircuitBreakerCatalog.Add(closed);

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IClosedListed<int>), out var found));
        Assert.Same(closed, found);
    }

    [Fact]
    public void A_breaker_needs_a_name_and_members()
    {
        Assert.Throws<ArgumentException>("name", static () => new CatalogedBreaker(" ", options: null));
        Assert.Throws<ArgumentNullException>("members", static () => new CatalogedBreaker("orders", options: null, members: null!));
        Assert.Throws<ArgumentNullException>("registry", static () => CircuitBreakerCatalog.Declare(null!));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", static () => CatalogedBreaker.ForKeys<string>("models", options: null, capacity: 0));
    }

    [Fact]
    public void Nothing_is_neither_added_nor_found()
    {
        Assert.Throws<ArgumentNullException>("proxy", static () => CircuitBreakerCatalog.Add(null!));
        Assert.Throws<ArgumentNullException>("interfaceType", static () => CircuitBreakerCatalog.TryFind(null!, out _));
    }

    private sealed class FirstProxy : IListedTwice;

    private sealed class SecondProxy : IListedTwice;
}
