using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>
/// An interface has no proxy exactly if it has an error with the reason. All tests of this project check this for their
/// sources. These tests check each obstacle, and the most similar code without an obstacle.
/// </summary>
public sealed class AgreementTests
{
    [Theory]
    [InlineData("[CircuitBreaker(\"\")] public interface I { void M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\" \")] void M(); }")]
    [InlineData("public interface I { int P { [CircuitBreaker(null!)] get; } }")]
    [InlineData("[CircuitBreaker(\"\")] public interface I { [NoCircuitBreaker] void M(); }")]
    [InlineData("[CircuitBreaker(\"\")] public interface I;")]
    [InlineData("[CircuitBreaker(\"\")] public interface I { [CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"\")] static void M() { } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I : IParsable<I>;")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { static virtual void M() { } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { void operator -=(I other); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { protected void M(); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { int P { protected get; set; } }")]
    [InlineData("[CircuitBreaker(\"a\")] file interface I { void M(); }")]
    [InlineData("[CircuitBreaker(\"a\")] public unsafe interface I { void M(void* p); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { void M(TypedReference r); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { ref IAsyncEnumerable<int> M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\")] ref Task P { get; } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { System.Runtime.CompilerServices.YieldAwaitable M(); }")]
    public async Task An_interface_without_a_proxy_has_an_error(string source)
    {
        var (hasProxy, hasError) = await Run(source);

        Assert.False(hasProxy, "It has a proxy.");
        Assert.True(hasError, "It has no error.");
    }

    [Theory]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { void M(); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I;")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { static void M() { } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { protected internal void M(); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { int P { private get => 1; set { } } }")]
    [InlineData("[CircuitBreaker(\"a\")] internal interface I { void M(); }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { ref Task P { get; } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { IAsyncEnumerable<int> M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\")] IObservable<int> P { get; } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I { [NoCircuitBreaker] ref Task M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\")] Task<int> P { get; set; } }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\")] ValueTask this[int i] { get; } }")]
    [InlineData("[CircuitBreaker(\"a\")] public interface I : IAsyncDisposable, IList<int>;")]
    [InlineData("[CircuitBreaker(\"a\\r\\n\\u2028<&\\\"\")] public interface I { void M(); }")]
    public async Task An_interface_without_an_error_has_a_proxy(string source)
    {
        var (hasProxy, hasError) = await Run(source);

        Assert.True(hasProxy, "It has no proxy.");
        Assert.False(hasError, "It has an error.");
    }

    [Theory]
    [InlineData("[CircuitBreaker(\"a\", BreakSeconds = 0)] public interface I { void M(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\", BreakSeconds = 1)] void M(); [CircuitBreaker(\"a\", BreakSeconds = 2)] void N(); }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\"), NoCircuitBreaker] void M(); }")]
    public async Task An_error_in_a_setting_does_not_remove_the_proxy(string source)
    {
        var (hasProxy, hasError) = await Run(source);

        Assert.True(hasProxy && hasError);
    }

    private static async Task<(bool HasProxy, bool HasError)> Run(string source)
    {
        var compilation = Compilations.Of(source);
        var diagnostics = await Analysis.Run(compilation);
        Agreement.Check(compilation, diagnostics);
        var hasError = diagnostics.Any(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("ASPECT", StringComparison.Ordinal));
        return (Agreement.ProxiesIn(Agreement.Generate(compilation)).Contains("I"), hasError);
    }
}
