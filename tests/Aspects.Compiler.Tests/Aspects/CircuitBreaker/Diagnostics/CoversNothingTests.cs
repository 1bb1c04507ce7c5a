namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0022: an attribute for a whole interface covers at least one method.</summary>
public sealed class CoversNothingTests
{
    [Theory]
    [InlineData("{ int P { get; set; } event Action E; int this[int i] { get; } }")]
    [InlineData(": IDisposable, IAsyncDisposable { }")]
    [InlineData("{ static int M() => 1; }")]
    [InlineData("{ }")]
    public Task An_interface_without_a_method_to_cover_is_reported(string rest) => Analysis.Expect(
        $"[CircuitBreaker(\"a\")] public interface IAuth {rest}",
        "A.cs(1,2) warning ASPECT0022 at «CircuitBreaker(\"a\")»: The attribute for IAuth covers no members, because the proxy forwards properties, events and Dispose unguarded. Put the attribute on single properties, or remove it.");

    [Theory]
    [InlineData("{ void M(); }")]
    [InlineData(": System.Collections.IComparer { }")]
    [InlineData("{ [CircuitBreaker(\"b\")] int P { get; } }")]
    public Task An_attribute_that_covers_a_method_or_adds_settings_is_allowed(string rest) =>
        Analysis.Expect($"[CircuitBreaker(\"a\", ConsecutiveFailures = 3)] public interface IAuth {rest}");

    [Fact]
    public Task An_external_interface_is_analyzed_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IDisposable>("a")]
        [assembly: CircuitBreakerFor<IFormatProvider>("b")]
        [assembly: CircuitBreakerFor<ICustom>("c", Members = ["P"])]
        public interface ICustom { int P { get; } }
        """,
        "A.cs(1,12) warning ASPECT0022 at «CircuitBreakerFor<IDisposable>(\"a\")»: The attribute for System.IDisposable covers no members, because the proxy forwards properties, events and Dispose unguarded. Name properties in Members, or remove the attribute.");

    [Fact]
    public Task The_compiler_alone_reports_an_unfinished_attribute() => Analysis.Expect(
        "[CircuitBreaker(Missing)] public interface IAuth { }",
        "A.cs(1,17) error CS0103");
}
