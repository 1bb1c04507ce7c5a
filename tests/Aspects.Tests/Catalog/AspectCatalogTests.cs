namespace Aspects.Tests;

/// <summary>The catalog of proxies, which generated code fills.</summary>
public sealed class AspectCatalogTests
{
    private interface IListed;

    private interface IListedAgain;

    private interface IListedTwice;

    private interface IDisagreeing;

    private interface INotListed;

    private interface IGenericListed<T>;

    private interface IClosedListed<T>;

    [Fact]
    public void An_added_proxy_is_found_by_its_interface()
    {
        var proxy = ProxyDescriptor.Describe<IListed, IListed>(static (inner, _) => inner, new BreakerDescriptor("orders", options: null));

        AspectCatalog.Add(proxy);

        Assert.True(AspectCatalog.TryFind(typeof(IListed), out var found));
        Assert.Same(proxy, found);
        Assert.Contains(proxy, AspectCatalog.Proxies);
    }

    [Fact]
    public void An_interface_without_a_proxy_is_not_found()
    {
        Assert.False(AspectCatalog.TryFind(typeof(INotListed), out var found));
        Assert.Null(found);
        Assert.False(AspectCatalog.TryFind(typeof(IEnumerable<INotListed>), out _));
    }

    [Fact]
    public void Adding_a_proxy_again_does_nothing()
    {
        var first = ProxyDescriptor.Describe<IListedAgain, IListedAgain>(static (inner, _) => inner);
        AspectCatalog.Add(first);

        AspectCatalog.Add(ProxyDescriptor.Describe<IListedAgain, IListedAgain>(static (inner, _) => inner));

        Assert.True(AspectCatalog.TryFind(typeof(IListedAgain), out var found));
        Assert.Same(first, found);
        Assert.Single(AspectCatalog.Proxies, static proxy => proxy.InterfaceType == typeof(IListedAgain));
    }

    [Fact]
    public void Two_proxies_of_one_interface_are_both_listed_and_finding_one_is_an_error()
    {
        AspectCatalog.Add(ProxyDescriptor.Describe<IListedTwice, FirstProxy>(static (_, _) => new FirstProxy(), new BreakerDescriptor("first", options: null)));
        AspectCatalog.Add(ProxyDescriptor.Describe<IListedTwice, SecondProxy>(static (_, _) => new SecondProxy(), new BreakerDescriptor("second", options: null)));

        Assert.Equal(
            [typeof(FirstProxy), typeof(SecondProxy)],
            AspectCatalog.Proxies.Where(static proxy => proxy.InterfaceType == typeof(IListedTwice)).Select(static proxy => proxy.ProxyType));
        var error = Assert.Throws<InvalidOperationException>(static () => AspectCatalog.TryFind(typeof(IListedTwice), out _));
        Assert.Equal(
            $"Several assemblies have a proxy for {typeof(IListedTwice)}: {typeof(FirstProxy).AssemblyQualifiedName} through first; "
            + $"{typeof(SecondProxy).AssemblyQualifiedName} through second. Keep [assembly: CircuitBreakerFor] in one of them only, "
            + "or call the WithAspects extension of one proxy on the instance.",
            error.Message);
        var aspects = new AspectRegistry();
        AspectCatalog.Declare(aspects);
        Assert.Superset(new HashSet<string> { "first", "second" }, aspects.CircuitBreakers.Breakers.Select(static breaker => breaker.Name).ToHashSet());
    }

    [Fact]
    public void Declare_reports_all_conflicts_at_once_and_declares_the_other_breakers()
    {
        AspectCatalog.Add(ProxyDescriptor.Describe<IDisagreeing, IDisagreeing>(
            static (inner, _) => inner,
            new BreakerDescriptor("disagreeing one", new() { ConsecutiveFailures = 3 }),
            new BreakerDescriptor("disagreeing two", new() { ConsecutiveFailures = 4 }),
            new BreakerDescriptor("agreeing", options: null)));
        var aspects = new AspectRegistry();
        aspects.CircuitBreakers.GetOrAdd("disagreeing one", new() { ConsecutiveFailures = 1 }, source: "the test");
        aspects.CircuitBreakers.GetOrAdd("disagreeing two", new() { ConsecutiveFailures = 2 }, source: "the test");

        var error = Assert.Throws<InvalidOperationException>(() => AspectCatalog.Declare(aspects));

        Assert.Contains("'disagreeing one'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'disagreeing two'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions.Count);
        Assert.True(aspects.CircuitBreakers.TryGet("agreeing", out _));
    }

    [Fact]
    public void The_text_of_a_proxy_has_the_interface_the_breakers_and_the_settings()
    {
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 3, BreakDuration = TimeSpan.FromSeconds(10) }.Ignore<ArgumentException>();
        var proxy = ProxyDescriptor.Describe<IListed, IListed>(
            static (inner, _) => inner,
            new BreakerDescriptor("orders", options, "Add", "Remove"),
            BreakerDescriptor.DescribeKeyed<string>("models", options: null, capacity: 50, "Ask"));

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
        var proxy = ProxyDescriptor.DescribeGeneric(typeof(IGenericListed<>), typeof(List<>), new BreakerDescriptor("orders", options: null));

        AspectCatalog.Add(proxy);

        Assert.True(AspectCatalog.TryFind(typeof(IGenericListed<int>), out var closed));
        Assert.Same(proxy, closed);
        Assert.True(AspectCatalog.TryFind(typeof(IGenericListed<>), out var open));
        Assert.Same(proxy, open);
    }

    [Fact]
    public void The_proxy_of_a_closed_interface_takes_precedence_over_the_proxy_of_its_definition()
    {
        var closed = ProxyDescriptor.Describe<IClosedListed<int>, IClosedListed<int>>(static (inner, _) => inner);
        AspectCatalog.Add(ProxyDescriptor.DescribeGeneric(typeof(IClosedListed<>), typeof(List<>)));

        AspectCatalog.Add(closed);

        Assert.True(AspectCatalog.TryFind(typeof(IClosedListed<int>), out var found));
        Assert.Same(closed, found);
    }

    [Fact]
    public void A_descriptor_requires_a_name_members_and_a_positive_capacity()
    {
        Assert.Throws<ArgumentException>("name", static () => new BreakerDescriptor(" ", options: null));
        Assert.Throws<ArgumentNullException>("members", static () => new BreakerDescriptor("orders", options: null, members: null!));
        Assert.Throws<ArgumentNullException>("aspects", static () => AspectCatalog.Declare(null!));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", static () => BreakerDescriptor.DescribeKeyed<string>("models", options: null, capacity: 0));
    }

    [Fact]
    public void A_null_proxy_and_a_null_interface_are_refused()
    {
        Assert.Throws<ArgumentNullException>("proxy", static () => AspectCatalog.Add(null!));
        Assert.Throws<ArgumentNullException>("interfaceType", static () => AspectCatalog.TryFind(null!, out _));
    }

    private sealed class FirstProxy : IListedTwice;

    private sealed class SecondProxy : IListedTwice;
}
