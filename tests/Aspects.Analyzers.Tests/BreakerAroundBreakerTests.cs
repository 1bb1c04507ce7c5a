namespace Aspects.Analyzers.Tests;

/// <summary>What counts every call twice.</summary>
public sealed class BreakerAroundBreakerTests
{
    private const string Auth =
        """
        public interface IAuth { [CircuitBreaker("a")] void A(); [CircuitBreaker("b")] void B(); void C(); [CircuitBreaker("a")] int D { get; } }
        public class Plain : IAuth { public void A() { } public void B() { } public void C() { } public int D => 1; }

        """;

    [Fact]
    public Task A_proxy_around_a_proxy_counts_twice() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(IAuth inner, CircuitBreakerRegistry registry)
        {
            public IAuth A() => inner.WithCircuitBreaker(registry).WithCircuitBreaker(registry);
            public IAuth B() { var once = inner.WithCircuitBreaker(registry); return once.WithCircuitBreaker(registry); }
            public IAuth C() => new AuthCircuitBreakerProxy((IAuth)new AuthCircuitBreakerProxy(inner, registry), registry);
            public IAuth D(bool twice) { var one = inner.WithCircuitBreaker(registry); one = inner; return one.WithCircuitBreaker(registry); }
            public IAuth E() => inner.WithCircuitBreaker(registry);
        }
        """,
        "A.cs(5,25) warning ASPECT0020 at «inner.WithCircuitBreaker(registry).WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out",
        "A.cs(6,78) warning ASPECT0020 at «once.WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out",
        "A.cs(7,25) warning ASPECT0020 at «new AuthCircuitBreakerProxy((IAuth)new AuthCircuitBreakerProxy(inner, registry), registry)»: This AuthCircuitBreakerProxy has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out");

    [Fact]
    public Task Arguments_with_names_may_stand_in_any_order() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(IAuth inner, CircuitBreakerRegistry registry)
        {
            public IAuth A() => new AuthCircuitBreakerProxy(registry: registry, inner: new AuthCircuitBreakerProxy(inner, registry));
            public IAuth B() => AuthCircuitBreakerExtensions.WithCircuitBreaker(registry: registry, inner: inner.WithCircuitBreaker(registry));
        }
        """,
        "A.cs(5,25) warning ASPECT0020 at «new AuthCircuitBreakerProxy(registry: registry, inner: new AuthCircuitBreakerProxy(inner, registry))»: This AuthCircuitBreakerProxy has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out",
        "A.cs(6,25) warning ASPECT0020 at «AuthCircuitBreakerExtensions.WithCircuitBreaker(registry: registry, inner: inner.WithCircuitBreaker(registry))»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out");

    [Fact]
    public Task A_variable_is_followed_from_statement_to_statement() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(CircuitBreakerRegistry registry)
        {
            public IAuth A(IAuth k) { k = k.WithCircuitBreaker(registry); k = k.WithCircuitBreaker(registry); return k; }
            public IAuth B(IAuth k) { k = k.WithCircuitBreaker(registry); return k.WithCircuitBreaker(registry); }
            public IAuth C(IAuth k, IAuth other) { k = k.WithCircuitBreaker(registry); k = other; return k.WithCircuitBreaker(registry); }
            public IAuth D(IAuth k, IAuth other) { k = k.WithCircuitBreaker(registry); if (k == other) { k = other; } return k.WithCircuitBreaker(registry); }
        }
        """,
        "A.cs(5,71) warning ASPECT0020 at «k.WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out",
        "A.cs(6,74) warning ASPECT0020 at «k.WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out");

    [Fact]
    public Task A_readonly_field_holds_what_every_constructor_gives_it() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use
        {
            private readonly IAuth _always, _sometimes;
            private IAuth _changing;
            public Use(IAuth inner, CircuitBreakerRegistry registry) { _always = inner.WithCircuitBreaker(registry); _sometimes = _always; _changing = _always; }
            public Use(IAuth inner) { _always = new AuthCircuitBreakerProxy(inner, new CircuitBreakerRegistry()); _sometimes = inner; _changing = inner; }
            public void Change(IAuth inner) => _changing = inner;
            public IAuth A(CircuitBreakerRegistry registry) => _always.WithCircuitBreaker(registry);
            public IAuth B(CircuitBreakerRegistry registry) => _sometimes.WithCircuitBreaker(registry);
            public IAuth C(CircuitBreakerRegistry registry) => _changing.WithCircuitBreaker(registry);
            private sealed class Nested(IAuth inner, CircuitBreakerRegistry registry)
            {
                private readonly IAuth _inner = inner.WithCircuitBreaker(registry);
                public IAuth D() => _inner.WithCircuitBreaker(registry);
            }
        }
        """,
        "A.cs(10,56) warning ASPECT0020 at «_always.WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out",
        "A.cs(16,29) warning ASPECT0020 at «_inner.WithCircuitBreaker(registry)»: This IAuth has its circuit breakers already, and every call would be counted twice: leave one WithCircuitBreaker out");

    [Fact]
    public Task One_breaker_twice_on_the_way_of_a_call_counts_twice() => Analysis.ExpectWithProxies(
        """
        public interface IOrders { [CircuitBreaker("shop")] Task OrderAsync(); [CircuitBreaker("other")] Task CancelAsync(); Task CountAsync(); }
        public interface IStock { [CircuitBreaker("Shop")] Task TakeAsync(); [CircuitBreaker("keys")] Task KeyAsync([CircuitKey] string key); [CircuitBreaker("shop")] int Left { get; } }
        public class Orders(IStock stock) : IOrders
        {
            public async Task OrderAsync() { await stock.TakeAsync(); _ = stock.Left; IStock own = new Stock(); await own.TakeAsync(); await stock.KeyAsync("a"); }
            public Task CancelAsync() => stock.TakeAsync();
            public Task CountAsync() => stock.TakeAsync();
        }
        public class Stock : IStock { public Task TakeAsync() => Task.CompletedTask; public Task KeyAsync(string key) => Task.CompletedTask; public int Left => 1; }
        public class Retry(IOrders inner) : IOrders
        {
            public Task OrderAsync() => inner.OrderAsync(); public Task CancelAsync() => inner.CancelAsync(); public Task CountAsync() => inner.CountAsync();
        }
        """,
        "A.cs(2,43) warning ASPECT0016 at «\"Shop\"»: The name 'Shop' on IStock.TakeAsync() is that of circuit breaker 'shop' on IOrders.OrderAsync(), for case makes no difference: write 'shop', or choose another name",
        "A.cs(5,50) warning ASPECT0020 at «TakeAsync»: Orders.OrderAsync() goes through circuit breaker 'shop' already and calls IStock.TakeAsync(), which does too, and every call would be counted twice: leave one of them out with [NoCircuitBreaker], or give them two names",
        "A.cs(5,73) warning ASPECT0020 at «Left»: Orders.OrderAsync() goes through circuit breaker 'shop' already and calls IStock.Left, which does too, and every call would be counted twice: leave one of them out with [NoCircuitBreaker], or give them two names",
        "A.cs(5,92) info ASPECT0019 at «new Stock()»: A new Stock is used as IStock without its circuit breakers: call WithCircuitBreaker(registry) on it, or take it from a container that does");
}
