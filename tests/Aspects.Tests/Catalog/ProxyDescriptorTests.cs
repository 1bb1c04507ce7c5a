namespace Aspects.Tests;

/// <summary>The descriptor of one generated proxy.</summary>
public sealed class ProxyDescriptorTests
{
    private readonly AspectRegistry _aspects = new();

    private interface IOrders;

    [Fact]
    public void A_descriptor_has_the_interface_and_the_breakers()
    {
        var proxy = ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner, new BreakerDescriptor("orders", options: null), new BreakerDescriptor("stock", options: null));

        Assert.Equal(typeof(IOrders), proxy.InterfaceType);
        Assert.Equal(["orders", "stock"], proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.False(proxy.IsOpenGeneric);
    }

    [Fact]
    public void CreateProxy_returns_a_new_proxy_of_the_instance()
    {
        var inner = new Orders(null, null);
        var proxy = ProxyDescriptor.Describe<IOrders, Orders>(static (inner, aspects) => new Orders(inner, aspects));

        var wrapped = Assert.IsType<Orders>(proxy.CreateProxy(inner, _aspects));

        Assert.Same(inner, wrapped.Inner);
        Assert.Same(_aspects, wrapped.Registry);
        Assert.NotSame(wrapped, proxy.CreateProxy(inner, _aspects));
    }

    [Fact]
    public void An_instance_of_another_type_is_refused()
    {
        var proxy = ProxyDescriptor.Describe<IOrders, IOrders>(static (inner, _) => inner);

        Assert.Throws<InvalidCastException>(() => proxy.CreateProxy("not orders", _aspects));
    }

    [Fact]
    public void The_proxy_of_an_open_generic_interface_cannot_be_created()
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
    public void DescribeGeneric_requires_a_generic_type_definition(Type notADefinition)
    {
        var error = Assert.Throws<ArgumentException>(
            "definition", () => ProxyDescriptor.DescribeGeneric(notADefinition, typeof(List<>)));

        Assert.Contains(notADefinition.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_arguments_are_refused()
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
    public void The_assembly_attribute_has_the_type_of_the_catalog() =>
        Assert.Equal(typeof(ProxyDescriptorTests), new AspectCatalogAttribute(typeof(ProxyDescriptorTests)).CatalogType);

    private sealed class Orders(IOrders? inner, AspectRegistry? registry) : IOrders
    {
        public IOrders? Inner { get; } = inner;

        public AspectRegistry? Registry { get; } = registry;
    }
}
