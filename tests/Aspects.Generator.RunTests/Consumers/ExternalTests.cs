using System.Globalization;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>External interfaces, guarded by attributes of this assembly (Shapes/External.cs).</summary>
public sealed class ExternalTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public void An_external_interface_has_a_proxy_with_the_settings_of_the_attribute()
    {
        var proxy = ((IFormatProvider)CultureInfo.InvariantCulture).WithAspects(_aspects);

        Assert.Same(NumberFormatInfo.InvariantInfo, proxy.GetFormat(typeof(NumberFormatInfo)));

        AssertSucceeded("formats", 1);
        _aspects.CircuitBreakers.GetOrAdd("formats", new() { ConsecutiveFailures = 2 }, "the test");
        Assert.Throws<InvalidOperationException>(() => _aspects.CircuitBreakers.GetOrAdd("formats", new() { ConsecutiveFailures = 3 }, "another"));
    }

    [Fact]
    public void An_open_generic_interface_has_a_generic_proxy()
    {
        Assert.Equal(-1, ((IComparer<int>)Comparer<int>.Default).WithAspects(_aspects).Compare(1, 2));
        Assert.Equal(1, ((IComparer<string>)StringComparer.Ordinal).WithAspects(_aspects).Compare("b", "a"));

        AssertSucceeded("comparers", 2);
    }

    [Fact]
    public void Each_closed_form_has_its_own_proxy()
    {
        IEqualityComparer<Order> orders = EqualityComparer<Order>.Default;
        IEqualityComparer<int[]> numbers = EqualityComparer<int[]>.Default;

        Assert.True(orders.WithAspects(_aspects).Equals(new Order(1), new Order(1)));
        Assert.False(numbers.WithAspects(_aspects).Equals([1], [1]));

        AssertSucceeded("equality of orders", 1);
        AssertSucceeded("equality of numbers", 1);
    }

    [Fact]
    public void Only_named_members_are_guarded_by_the_breaker_that_names_them()
    {
        var orders = ((IDictionary<string, Order>)new Dictionary<string, Order>()).WithAspects(_aspects);

        orders.Add("first", new Order(1));
        Assert.True(orders.ContainsKey("first"));
        orders["second"] = orders["first"];
        Assert.Equal(2, orders.Count);
        Assert.Throws<KeyNotFoundException>(() => orders["third"]);
        orders.Clear();

        AssertSucceeded("reads", 3);
        AssertSucceeded("writes", 2);
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("reads").GetSnapshot().Failed);
    }

    [Fact]
    public void An_exception_ignored_by_the_attribute_is_ignored()
    {
        var services = new Throwing().WithAspects(_aspects);

        Assert.Throws<ArgumentOutOfRangeException>(() => services.GetService(typeof(string)));

        var snapshot = _aspects.CircuitBreakers.GetOrAdd("services").GetSnapshot();
        Assert.Equal((0, 1), (snapshot.Failed, snapshot.Ignored));
    }

    [Fact]
    public void The_catalog_has_all_external_interfaces()
    {
        Assert.All(
            [typeof(IFormatProvider), typeof(IServiceProvider), typeof(IEqualityComparer<Order>), typeof(IEqualityComparer<int[]>), typeof(IDictionary<string, Order>), typeof(IComparer<>), typeof(IComparer<Order>)],
            static type => Assert.True(AspectCatalog.TryFind(type, out _), type.ToString()));
        Assert.False(AspectCatalog.TryFind(typeof(IEqualityComparer<string>), out _));
        Assert.False(AspectCatalog.TryFind(typeof(IEqualityComparer<>), out _));
    }

    private void AssertSucceeded(string breaker, int calls) =>
        Assert.Equal(calls, _aspects.CircuitBreakers.GetOrAdd(breaker).GetSnapshot().Succeeded);

    private sealed class Throwing : IServiceProvider
    {
        public object? GetService(Type serviceType) => throw new ArgumentOutOfRangeException(nameof(serviceType));
    }
}
