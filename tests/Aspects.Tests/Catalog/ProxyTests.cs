namespace Aspects.Tests;

/// <summary>The description of one generated proxy.</summary>
public sealed class ProxyTests
{
    private readonly CircuitBreakerRegistry _registry = new();

    private interface IOrders;

    [Fact]
    public void It_tells_interface_and_breakers()
    {
        var proxy = CircuitBreakerProxy.Of<IOrders, IOrders>(static (inner, _) => inner, new CatalogedBreaker("orders", options: null), new CatalogedBreaker("stock", options: null));

        Assert.Equal(typeof(IOrders), proxy.InterfaceType);
        Assert.Equal(["orders", "stock"], proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.False(proxy.IsOpenGeneric);
    }

    [Fact]
    public void It_puts_a_new_proxy_around_an_instance()
    {
        var inner = new Orders(null, null);
        var proxy = CircuitBreakerProxy.Of<IOrders, Orders>(static (inner, registry) => new Orders(inner, registry));

        var wrapped = Assert.IsType<Orders>(proxy.Wrap(inner, _registry));

        Assert.Same(inner, wrapped.Inner);
        Assert.Same(_registry, wrapped.Registry);
        Assert.NotSame(wrapped, proxy.Wrap(inner, _registry));
    }

    [Fact]
    public void An_instance_of_something_else_is_refused()
    {
        var proxy = CircuitBreakerProxy.Of<IOrders, IOrders>(static (inner, _) => inner);

        Assert.Throws<InvalidCastException>(() => proxy.Wrap("not orders", _registry));
    }

    [Fact]
    public void The_proxy_of_a_generic_interface_needs_its_type_arguments()
    {
        var proxy = CircuitBreakerProxy.OfGeneric(typeof(IEnumerable<>), typeof(List<>), new CatalogedBreaker("orders", options: null));

        Assert.True(proxy.IsOpenGeneric);
        Assert.Equal(["orders"], proxy.Breakers.Select(static breaker => breaker.Name));
        var error = Assert.Throws<InvalidOperationException>(() => proxy.Wrap(new List<int>(), _registry));
        Assert.Contains("WithCircuitBreaker", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IOrders))]
    [InlineData(typeof(IEnumerable<int>))]
    public void Only_a_definition_describes_a_generic_interface(Type notADefinition)
    {
        var error = Assert.Throws<ArgumentException>(
            "definition", () => CircuitBreakerProxy.OfGeneric(notADefinition, typeof(List<>)));

        Assert.Contains(notADefinition.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_may_be_missing()
    {
        var proxy = CircuitBreakerProxy.Of<IOrders, IOrders>(static (inner, _) => inner);

        Assert.Throws<ArgumentNullException>("create", static () => CircuitBreakerProxy.Of<IOrders, IOrders>(null!));
        Assert.Throws<ArgumentNullException>("breakers", static () => CircuitBreakerProxy.Of<IOrders, IOrders>(static (inner, _) => inner, null!));
        Assert.Throws<ArgumentNullException>("proxyDefinition", static () => CircuitBreakerProxy.OfGeneric(typeof(IEnumerable<>), null!));
        Assert.Throws<ArgumentNullException>("definition", static () => CircuitBreakerProxy.OfGeneric(null!, typeof(List<>)));
        Assert.Throws<ArgumentNullException>("breakers", static () => CircuitBreakerProxy.OfGeneric(typeof(IEnumerable<>), typeof(List<>), null!));
        Assert.Throws<ArgumentNullException>("inner", () => proxy.Wrap(null!, _registry));
        Assert.Throws<ArgumentNullException>("registry", () => proxy.Wrap(new Orders(null, null), null!));
    }

    [Fact]
    public void The_assemblys_attribute_names_the_catalog() =>
        Assert.Equal(typeof(ProxyTests), new CircuitBreakerCatalogAttribute(typeof(ProxyTests)).CatalogType);

    private sealed class Orders(IOrders? inner, CircuitBreakerRegistry? registry) : IOrders
    {
        public IOrders? Inner { get; } = inner;

        public CircuitBreakerRegistry? Registry { get; } = registry;
    }
}
