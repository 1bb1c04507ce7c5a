namespace Aspects.CodeFixes.Tests;

/// <summary>Proxies around proxies.</summary>
public sealed class ProxyFixTests
{
    [Theory]
    [InlineData("inner.WithCircuitBreaker(registry).WithCircuitBreaker(registry)", "inner.WithCircuitBreaker(registry)")]
    [InlineData("AuthCircuitBreakerExtensions.WithCircuitBreaker(inner.WithCircuitBreaker(registry), registry)", "inner.WithCircuitBreaker(registry)")]
    [InlineData("new AuthCircuitBreakerProxy(inner.WithCircuitBreaker(registry), registry)", "inner.WithCircuitBreaker(registry)")]
    public Task The_outer_one_goes(string before, string after) => Fix.Applies<BreakerAroundBreakerFix>(
        "Leave the outer circuit breaker out", Source(before), Source(after));

    private static string Source(string expression) =>
        $$"""
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public static class Use { public static IAuth Protect(IAuth inner, CircuitBreakerRegistry registry) => {{expression}}; }
        """;
}
