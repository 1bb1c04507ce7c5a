namespace Aspects.Tests;

/// <summary>The list of proxies that generated code fills.</summary>
public sealed class CatalogTests
{
    private interface IListed;

    private interface IListedTwice;

    private interface INotListed;

    private interface IGenericListed<T>;

    private interface IClosedListed<T>;

    [Fact]
    public void A_proxy_that_was_added_is_found_by_its_interface()
    {
        var proxy = CircuitBreakerProxy.Of<IListed>(static (inner, _) => inner, new CatalogedBreaker("orders", options: null));

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
    public void Adding_a_second_proxy_of_an_interface_does_nothing()
    {
        var first = CircuitBreakerProxy.Of<IListedTwice>(static (inner, _) => inner);
        CircuitBreakerCatalog.Add(first);

        CircuitBreakerCatalog.Add(CircuitBreakerProxy.Of<IListedTwice>(static (inner, _) => inner));

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IListedTwice), out var found));
        Assert.Same(first, found);
        Assert.Single(CircuitBreakerCatalog.Proxies, static proxy => proxy.InterfaceType == typeof(IListedTwice));
    }

    [Fact]
    public void A_closed_generic_interface_finds_the_proxy_of_its_definition()
    {
        var proxy = CircuitBreakerProxy.OfGeneric(typeof(IGenericListed<>), new CatalogedBreaker("orders", options: null));

        CircuitBreakerCatalog.Add(proxy);

        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IGenericListed<int>), out var closed));
        Assert.Same(proxy, closed);
        Assert.True(CircuitBreakerCatalog.TryFind(typeof(IGenericListed<>), out var open));
        Assert.Same(proxy, open);
    }

    [Fact]
    public void A_proxy_of_the_closed_interface_itself_comes_before_that_of_its_definition()
    {
        var closed = CircuitBreakerProxy.Of<IClosedListed<int>>(static (inner, _) => inner);
        CircuitBreakerCatalog.Add(CircuitBreakerProxy.OfGeneric(typeof(IClosedListed<>)));

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
    }

    [Fact]
    public void Nothing_is_neither_added_nor_found()
    {
        Assert.Throws<ArgumentNullException>("proxy", static () => CircuitBreakerCatalog.Add(null!));
        Assert.Throws<ArgumentNullException>("interfaceType", static () => CircuitBreakerCatalog.TryFind(null!, out _));
    }
}
