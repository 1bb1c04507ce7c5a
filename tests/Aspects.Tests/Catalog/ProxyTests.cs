namespace Aspects.Tests;

/// <summary>The description of one generated proxy.</summary>
public sealed class ProxyTests
{
    private readonly AspectRegistry _aspects = new();

    private interface IOrders;

    [Fact]
    public void It_tells_interface_and_breakers()
    {
        var proxy = ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner, new BreakerDescriptor("orders", options: null), new BreakerDescriptor("stock", options: null));

        Assert.Equal(typeof(IOrders), proxy.InterfaceType);
        Assert.Equal(["orders", "stock"], proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.False(proxy.IsOpenGeneric);
    }

    [Fact]
    public void It_puts_a_new_proxy_around_an_instance()
    {
        var inner = new Orders(null, null);
        var proxy = ProxyDescriptor.Describe<IOrders, Orders>(static (inner, aspects) => new Orders(inner, aspects));

        var wrapped = Assert.IsType<Orders>(proxy.CreateProxy(inner, _aspects));

        Assert.Same(inner, wrapped.Inner);
        Assert.Same(_aspects, wrapped.Registry);
        Assert.NotSame(wrapped, proxy.CreateProxy(inner, _aspects));
    }

    [Fact]
    public void An_instance_of_something_else_is_refused()
    {
        var proxy = ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner);

        Assert.Throws<InvalidCastException>(() => proxy.CreateProxy("not orders", _aspects));
    }

    [Fact]
    public void The_proxy_of_a_generic_interface_needs_its_type_arguments()
    {
        var proxy = ProxyDescriptor.DescribeGeneric(typeof(IEnumerable<>), typeof(List<>), new BreakerDescriptor("orders", options: null));

        Assert.True(proxy.IsOpenGeneric);
        Assert.Equal(["orders"], proxy.Breakers.Select(static breaker => breaker.Name));
        var error = Assert.Throws<InvalidOperationException>(() => proxy.CreateProxy(new List<int>(), _aspects));
        Assert.Contains("WithAspects", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IOrders))]
    [InlineData(typeof(IEnumerable<int>))]
    public void Only_a_definition_describes_a_generic_interface(Type notADefinition)
    {
        var error = Assert.Throws<ArgumentException>(
            "definition", () => ProxyDescriptor.DescribeGeneric(notADefinition, typeof(List<>)));

        Assert.Contains(notADefinition.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_may_be_missing()
    {
        var proxy = ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner);

        Assert.Throws<ArgumentNullException>("create", static () => ProxyDescriptor.Describe<IOrders, IOrders>(null!));
        Assert.Throws<ArgumentNullException>("breakers", static () => ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner, null!));
        Assert.Throws<ArgumentNullException>("proxyDefinition", static () => ProxyDescriptor.DescribeGeneric(typeof(IEnumerable<>), null!));
        Assert.Throws<ArgumentNullException>("definition", static () => ProxyDescriptor.DescribeGeneric(null!, typeof(List<>)));
        Assert.Throws<ArgumentNullException>("breakers", static () => ProxyDescriptor.DescribeGeneric(typeof(IEnumerable<>), typeof(List<>), null!));
        Assert.Throws<ArgumentNullException>("inner", () => proxy.CreateProxy(null!, _aspects));
        Assert.Throws<ArgumentNullException>("aspects", () => proxy.CreateProxy(new Orders(null, null), null!));
    }

    [Fact]
    public void The_assemblys_attribute_names_the_catalog() =>
        Assert.Equal(typeof(ProxyTests), new AspectCatalogAttribute(typeof(ProxyTests)).CatalogType);

    private sealed class Orders(IOrders? inner, AspectRegistry? registry) : IOrders
    {
        public IOrders? Inner { get; } = inner;

        public AspectRegistry? Registry { get; } = registry;
    }
}
