namespace Aspects.Compiler.Tests;

/// <summary>Fallbacks that nobody plans to write: what is generated for them compiles as strictly as all else, and asks them.</summary>
public sealed class RareFallbackTests
{
    [Fact]
    public void Tasks_and_streams_that_may_be_null() => Project.Of(
        """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Aspects;
        public interface I
        {
            [CircuitBreaker("k", Fallback = nameof(A2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task? A();
            Task? A2();
            [CircuitBreaker("k", Fallback = nameof(B2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<string?>? B();
            Task<string?>? B2();
            [CircuitBreaker("k", Fallback = nameof(C2))] IAsyncEnumerable<int>? C();
            IAsyncEnumerable<int>? C2();
            [CircuitBreaker("k", Fallback = nameof(D2))] IObservable<int>? D();
            IObservable<int>? D2(Exception error);
        }
        [CircuitBreaker("j", FallbackType = typeof(Nothing), FallbackOn = FallbackTrigger.RejectionOrFailure)]
        public interface J
        {
            [CircuitBreaker("j")] Task<int>? A { get; }
            [CircuitBreaker("j")] IAsyncEnumerable<int>? B { get; }
        }
        public class Nothing : J { public Task<int>? A => null; public IAsyncEnumerable<int>? B => null; }
        """).Generate().AssertCompiles(2);

    [Fact]
    public void Attributes_of_others_that_have_the_names_of_those_that_the_compiler_knows()
    {
        var generation = Project.Of(
            """
            using Aspects;
            namespace JetBrains.Annotations { public class NotNullAttribute : System.Attribute; }
            public interface I
            {
                [CircuitBreaker("k", Fallback = nameof(A2))] int A([JetBrains.Annotations.NotNull] string text);
                int A2(string text);
            }
            """).Generate();

        generation.AssertCompiles(1);
        Assert.Contains("return _inner.A2(text);", generation.Files["I.Proxy.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_may_be_null()
    {
        const string Text =
        """
        #nullable disable
        using System.Threading.Tasks;
        using Aspects;
        public interface I
        {
            [CircuitBreaker("k", Fallback = nameof(A2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<int> A([CircuitKey] string key);
            Task<int> A2(string key);
            [CircuitBreaker("k", Fallback = nameof(B2), FallbackOn = FallbackTrigger.RejectionOrFailure)] int B([CircuitKey] ref string key);
            int B2(ref string key);
        }
        """;

        var generation = Project.Of(Text).Generate();

        generation.AssertCompiles(1);
        var proxy = generation.Files["I.Proxy.g.cs"];
        Assert.Contains("_k = aspects.CircuitBreakers.GetOrAddPartition<string>(", proxy, StringComparison.Ordinal);
        Assert.Contains("ThrowIfNull(key);", proxy, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_that_the_callee_may_have_left_null() => Project.Of(
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        using Aspects;
        public interface I
        {
            [CircuitBreaker("k", Fallback = nameof(A2), FallbackOn = FallbackTrigger.RejectionOrFailure)] int A([MaybeNull] ref string text);
            int A2([MaybeNull] ref string text);
            [CircuitBreaker("k", Fallback = nameof(B2), FallbackOn = FallbackTrigger.RejectionOrFailure)] void B<T>([DisallowNull] ref T? item, [DisallowNull] ref int? number);
            void B2<T>([DisallowNull] ref T? item, [DisallowNull] ref int? number);
            [CircuitBreaker("k", Fallback = nameof(C2), FallbackOn = FallbackTrigger.RejectionOrFailure)] bool C([NotNullWhen(true)] ref string? one, [MaybeNullWhen(false)] ref string other);
            bool C2([NotNullWhen(true)] ref string? one, [MaybeNullWhen(false)] ref string other);
            [CircuitBreaker("k", Fallback = nameof(D2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<int> D([MaybeNull] string text);
            Task<int> D2([MaybeNull] string text);
        }
        """).Generate().AssertCompiles(1);

    [Fact]
    public void Promises_about_null_that_the_fallback_makes_too() => Project.Of(
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        using Aspects;
        public interface I
        {
            [CircuitBreaker("k", Fallback = nameof(A2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<int> A<T>([NotNull] T item);
            Task<int> A2<T>([NotNull] T item);
            [CircuitBreaker("k", Fallback = nameof(B2), FallbackOn = FallbackTrigger.RejectionOrFailure)] bool B([NotNullWhen(true)] out string? text);
            bool B2([NotNullWhen(true)] out string? text);
            [CircuitBreaker("k", Fallback = nameof(C2), FallbackOn = FallbackTrigger.RejectionOrFailure), DoesNotReturn] void C();
            [DoesNotReturn] void C2();
        }
        """).Generate().AssertCompiles(1);

    [Fact]
    public void Experimental_and_obsolete_fallbacks() => Project.Of(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        using Aspects;
        #pragma warning disable X1, X2, X3, X4
        public interface I
        {
            [CircuitBreaker("k", Fallback = nameof(A2))] int A();
            [Experimental("X1")] int A2();
            [CircuitBreaker("k", Fallback = nameof(B2))] int B();
            [Obsolete("x", DiagnosticId = "X2")] int B2();
        }
        [CircuitBreaker("j", FallbackType = typeof(Experiment))] public interface J { int A(); }
        [Experimental("X3")] public class Experiment : J { public int A() => 1; }
        [CircuitBreaker("l", FallbackType = typeof(Old))] public interface L { int A(); }
        public class Old : L { [Obsolete("x", DiagnosticId = "X4")] public Old() { } public int A() => 1; }
        """).Generate().AssertCompiles(3);

    [Fact]
    public void Another_parameter_as_key_is_another_breaker_which_the_fallback_goes_through()
    {
        var generation = Project.Of(
            """
            using Aspects;
            public interface I
            {
                [CircuitBreaker("llm", Fallback = nameof(InRegion))] string Get([CircuitKey] string model, string region);
                [CircuitBreaker("llm", Fallback = nameof(Same))] string InRegion(string model, [CircuitKey] string region);
                [CircuitBreaker("llm")] string Same(string model, [CircuitKey] string region);
            }
            """).Generate();

        generation.AssertCompiles(1);
        Assert.Contains("return ((global::I)this).InRegion(model, region);", generation.Files["I.Proxy.g.cs"], StringComparison.Ordinal);
        Assert.Contains("return _inner.Same(model, region);", generation.Files["I.Proxy.g.cs"], StringComparison.Ordinal);
    }
}
