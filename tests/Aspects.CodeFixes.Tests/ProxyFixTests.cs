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

    [Fact]
    public Task The_instance_is_that_which_is_passed_for_it() => Fix.Applies<BreakerAroundBreakerFix>(
        "Leave the outer circuit breaker out",
        Source("AuthCircuitBreakerExtensions.WithCircuitBreaker(registry: registry, inner: inner.WithCircuitBreaker(registry))"),
        Source("inner.WithCircuitBreaker(registry)"));

    [Theory]
    [InlineData("inner.WithCircuitBreaker(registry) // first\n    .WithCircuitBreaker(registry)", "inner.WithCircuitBreaker(registry) // first\n    ")]
    [InlineData("inner.WithCircuitBreaker(registry)\n    // first\n    .WithCircuitBreaker(registry)", "inner.WithCircuitBreaker(registry)\n    // first\n    ")]
    [InlineData("new AuthCircuitBreakerProxy(/* first */ inner.WithCircuitBreaker(registry), registry)", "/* first */ inner.WithCircuitBreaker(registry)")]
    public Task What_is_said_between_the_two_stays(string before, string after) => Fix.Applies<BreakerAroundBreakerFix>(
        "Leave the outer circuit breaker out", Source(before), Source(after));

    [Theory]
    [InlineData("new AuthCircuitBreakerProxy(inner.WithCircuitBreaker(registry), registry)", "new AuthCircuitBreakerProxy(inner, registry)")]
    [InlineData("new(AuthCircuitBreakerExtensions.WithCircuitBreaker(inner, registry), registry)", "new(inner, registry)")]
    public Task Where_a_proxy_is_asked_for_the_inner_one_goes(string before, string after) => Fix.Applies<BreakerAroundBreakerFix>(
        "Leave the inner circuit breaker out", Proxy(before), Proxy(after));

    private static string Proxy(string expression) => Source(expression).Replace("public static IAuth Protect", "internal static AuthCircuitBreakerProxy Protect", StringComparison.Ordinal);

    private static string Source(string expression) =>
        $$"""
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public static class Use { public static IAuth Protect(IAuth inner, CircuitBreakerRegistry registry) => {{expression}}; }
        """;
}
