namespace Aspects.CodeFixes.Tests;

/// <summary>ASPECT0020: one of two proxies is removed.</summary>
public sealed class AppliedTwiceFixTests
{
    [Theory]
    [InlineData("inner.WithAspects(aspects).WithAspects(aspects)", "inner.WithAspects(aspects)")]
    [InlineData("AuthProxyExtensions.WithAspects(inner.WithAspects(aspects), aspects)", "inner.WithAspects(aspects)")]
    [InlineData("new AuthProxy(inner.WithAspects(aspects), aspects)", "inner.WithAspects(aspects)")]
    public Task The_outer_proxy_is_removed(string before, string after) => Fix.Applies<AppliedTwiceFix>(
        "Remove the outer proxy", Source(before), Source(after));

    [Fact]
    public Task The_inner_instance_can_be_a_named_argument() => Fix.Applies<AppliedTwiceFix>(
        "Remove the outer proxy",
        Source("AuthProxyExtensions.WithAspects(aspects: aspects, inner: inner.WithAspects(aspects))"),
        Source("inner.WithAspects(aspects)"));

    [Theory]
    [InlineData("inner.WithAspects(aspects) // first\n    .WithAspects(aspects)", "inner.WithAspects(aspects) // first\n    ")]
    [InlineData("inner.WithAspects(aspects)\n    // first\n    .WithAspects(aspects)", "inner.WithAspects(aspects)\n    // first\n    ")]
    [InlineData("new AuthProxy(/* first */ inner.WithAspects(aspects), aspects)", "/* first */ inner.WithAspects(aspects)")]
    public Task Comments_between_the_two_proxies_stay(string before, string after) => Fix.Applies<AppliedTwiceFix>(
        "Remove the outer proxy", Source(before), Source(after));

    [Theory]
    [InlineData("new AuthProxy(inner.WithAspects(aspects), aspects)", "new AuthProxy(inner, aspects)")]
    [InlineData("new(AuthProxyExtensions.WithAspects(inner, aspects), aspects)", "new(inner, aspects)")]
    public Task The_inner_proxy_is_removed_where_the_proxy_type_is_required(string before, string after) => Fix.Applies<AppliedTwiceFix>(
        "Remove the inner proxy", Proxy(before), Proxy(after));

    private static string Proxy(string expression) => Source(expression).Replace("public static IAuth Protect", "internal static AuthProxy Protect", StringComparison.Ordinal);

    private static string Source(string expression) =>
        $$"""
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public static class Use { public static IAuth Protect(IAuth inner, AspectRegistry aspects) => {{expression}}; }
        """;
}
