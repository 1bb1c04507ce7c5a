namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0020: calls that one circuit breaker counts twice.</summary>
public sealed class AppliedTwiceTests
{
    private const string Auth =
        """
        public interface IAuth { [CircuitBreaker("a")] void A(); [CircuitBreaker("b")] void B(); void C(); [CircuitBreaker("a")] int D { get; } }
        public class Plain : IAuth { public void A() { } public void B() { } public void C() { } public int D => 1; }

        """;

    [Fact]
    public Task A_proxy_around_a_proxy_is_reported() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(IAuth inner, AspectRegistry aspects)
        {
            public IAuth A() => inner.WithAspects(aspects).WithAspects(aspects);
            public IAuth B() { var once = inner.WithAspects(aspects); return once.WithAspects(aspects); }
            public IAuth C() => new AuthProxy((IAuth)new AuthProxy(inner, aspects), aspects);
            public IAuth D(bool twice) { var one = inner.WithAspects(aspects); one = inner; return one.WithAspects(aspects); }
            public IAuth E() => inner.WithAspects(aspects);
        }
        """,
        "A.cs(5,25) warning ASPECT0020 at «inner.WithAspects(aspects).WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.",
        "A.cs(6,70) warning ASPECT0020 at «once.WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.",
        "A.cs(7,25) warning ASPECT0020 at «new AuthProxy((IAuth)new AuthProxy(inner, aspects), aspects)»: The same circuit breaker is applied twice, because this AuthProxy has its proxy already. Each call counts twice. Remove one of the two proxies.");

    [Fact]
    public Task Named_arguments_can_have_any_order() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(IAuth inner, AspectRegistry aspects)
        {
            public IAuth A() => new AuthProxy(aspects: aspects, inner: new AuthProxy(inner, aspects));
            public IAuth B() => AuthProxyExtensions.WithAspects(aspects: aspects, inner: inner.WithAspects(aspects));
        }
        """,
        "A.cs(5,25) warning ASPECT0020 at «new AuthProxy(aspects: aspects, inner: new AuthProxy(inner, aspects))»: The same circuit breaker is applied twice, because this AuthProxy has its proxy already. Each call counts twice. Remove one of the two proxies.",
        "A.cs(6,25) warning ASPECT0020 at «AuthProxyExtensions.WithAspects(aspects: aspects, inner: inner.WithAspects(aspects))»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.");

    [Fact]
    public Task A_variable_is_followed_from_statement_to_statement() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use(AspectRegistry aspects)
        {
            public IAuth A(IAuth k) { k = k.WithAspects(aspects); k = k.WithAspects(aspects); return k; }
            public IAuth B(IAuth k) { k = k.WithAspects(aspects); return k.WithAspects(aspects); }
            public IAuth C(IAuth k, IAuth other) { k = k.WithAspects(aspects); k = other; return k.WithAspects(aspects); }
            public IAuth D(IAuth k, IAuth other) { k = k.WithAspects(aspects); if (k == other) { k = other; } return k.WithAspects(aspects); }
        }
        """,
        "A.cs(5,63) warning ASPECT0020 at «k.WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.",
        "A.cs(6,66) warning ASPECT0020 at «k.WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.");

    [Fact]
    public Task A_readonly_field_holds_a_proxy_if_each_constructor_sets_one() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use
        {
            private readonly IAuth _always, _sometimes;
            private IAuth _changing;
            public Use(IAuth inner, AspectRegistry aspects) { _always = inner.WithAspects(aspects); _sometimes = _always; _changing = _always; }
            public Use(IAuth inner) { _always = new AuthProxy(inner, new AspectRegistry()); _sometimes = inner; _changing = inner; }
            public void Change(IAuth inner) => _changing = inner;
            public IAuth A(AspectRegistry aspects) => _always.WithAspects(aspects);
            public IAuth B(AspectRegistry aspects) => _sometimes.WithAspects(aspects);
            public IAuth C(AspectRegistry aspects) => _changing.WithAspects(aspects);
            private sealed class Nested(IAuth inner, AspectRegistry aspects)
            {
                private readonly IAuth _inner = inner.WithAspects(aspects);
                public IAuth D() => _inner.WithAspects(aspects);
            }
        }
        """,
        "A.cs(10,47) warning ASPECT0020 at «_always.WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.",
        "A.cs(16,29) warning ASPECT0020 at «_inner.WithAspects(aspects)»: The same circuit breaker is applied twice, because this IAuth has its proxy already. Each call counts twice. Remove one of the two proxies.");

    [Fact]
    public Task Nested_calls_with_one_circuit_breaker_are_reported() => Analysis.ExpectWithProxies(
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
        "A.cs(2,43) warning ASPECT0016 at «\"Shop\"»: The circuit breaker name has two spellings, 'shop' on IOrders.OrderAsync() and 'Shop' on IStock.TakeAsync(). Both name one circuit breaker, because names ignore case. Write 'shop', or choose a different name.",
        "A.cs(5,50) warning ASPECT0020 at «TakeAsync»: The same circuit breaker is applied twice, because Orders.OrderAsync() uses circuit breaker 'shop' and calls IStock.TakeAsync(), which uses it too. Each call counts twice. Add [NoCircuitBreaker] to one of them, or use two names.",
        "A.cs(5,73) warning ASPECT0020 at «Left»: The same circuit breaker is applied twice, because Orders.OrderAsync() uses circuit breaker 'shop' and calls IStock.Left, which uses it too. Each call counts twice. Add [NoCircuitBreaker] to one of them, or use two names.",
        "A.cs(5,92) info ASPECT0019 at «new Stock()»: The new Stock is used as IStock without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.");
}
