namespace Aspects.CodeFixes.Tests;

/// <summary>Proxies around proxies.</summary>
public sealed class ProxyFixTests
{
    [Theory]
    [InlineData("inner.WithCircuitBreaker(registry).WithCircuitBreaker(registry)", "inner.WithCircuitBreaker(registry)")]
    [InlineData("Extensions.WithCircuitBreaker(inner.WithCircuitBreaker(registry), registry)", "inner.WithCircuitBreaker(registry)")]
    [InlineData("new AuthCircuitBreakerProxy(inner.WithCircuitBreaker(registry), registry)", "inner.WithCircuitBreaker(registry)")]
    public Task The_outer_one_goes(string before, string after) => Fix.Applies<BreakerAroundBreakerFix>(
        "Leave the outer circuit breaker out", Source(before), Source(after));

    // What the generator writes, so far as it is needed here.
    private static string Source(string expression) =>
        $$"""
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public static class Use { public static IAuth Protect(IAuth inner, CircuitBreakerRegistry registry) => {{expression}}; }
        public class AuthCircuitBreakerProxy(IAuth inner, CircuitBreakerRegistry registry) : IAuth { public void A() { _ = registry; inner.A(); } }
        public static class Extensions { public static IAuth WithCircuitBreaker(this IAuth inner, CircuitBreakerRegistry registry) => new AuthCircuitBreakerProxy(inner, registry); }
        """;
}
