namespace Aspects.Compiler.Tests;

/// <summary>Attributes and the types that carry them, in places where few put them: no warning of theirs is left in what is generated.</summary>
public sealed class RareAttributeTests
{
    [Fact]
    public void Attributes_of_accessors() => RareShape.Compiles(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            string P { [return: NotNull] get; [param: AllowNull] set; }
            [DisallowNull, MaybeNull] string Q { get; set; }
            int R { [Obsolete] get; [Obsolete("", true)] set; }
            [IndexerName("Entry")] int this[int a] { get; set; }
            [Obsolete("x", true)] event Action F;
        }
        """);

    [Fact]
    public void Promises_about_null_that_only_the_callee_can_keep() => RareShape.Compiles(
        """
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            Task A([NotNull] string? text);
            ValueTask<int> B([NotNull] ref object? item);
            IAsyncEnumerable<int> C([NotNull] string? text);
            [return: NotNull] ref string? D();
            [return: MaybeNull] ref readonly string E();
            [NotNull] ref string? F { get; }
            [Aspects.CircuitBreaker("a"), MaybeNull] ref string G { get; }
            [Aspects.CircuitBreaker("b")] Task H([NotNull, Aspects.CircuitKey] string? key);
        }
        """);

    [Fact]
    public void Members_that_do_not_return() => RareShape.Compiles(
        """
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            [DoesNotReturn] void A();
            [DoesNotReturn] Task<int> B();
            [DoesNotReturn] ref int C();
            [DoesNotReturn] IAsyncEnumerable<int> D();
            [Aspects.CircuitBreaker("a")] int E { [DoesNotReturn] get; [DoesNotReturn] set; }
            int F { [DoesNotReturn] get; [DoesNotReturn] set; }
        }
        """);

    [Fact]
    public void Attributes_of_accessors_from_an_assembly()
    {
        const string Text =
            """
            using System.Diagnostics.CodeAnalysis;
            public interface IBase
            {
                [AllowNull] string P { get; set; }
                [MaybeNull] string Q { get; [param: DisallowNull] set; }
                [AllowNull] string this[string key] { get; set; }
            }
            """;
        var library = (Project.Of(Text) with { AssemblyName = "Lib" }).Generate();

        (Project.Of("[Aspects.CircuitBreaker(\"a\")] public interface I : IBase { void M(); }") with { References = [library.Emit()] })
            .Generate().AssertCompiles();
    }

    [Fact]
    public void Experimental_types_in_a_signature() => RareShape.Compiles(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        [Experimental("X1")] public class E { public class In { } }
        [Experimental("X2")] public interface IE { void Q(); }
        #pragma warning disable X1, X2
        [Aspects.CircuitBreaker("a")]
        public interface I : IE { Task<E[]> A(E.In x); E? P { get; set; } event Action<E> Ev; T G<T>() where T : E; }
        [Aspects.CircuitBreaker("a")]
        public interface J<T> where T : E { void M(); }
        """);

    [Fact]
    public void Obsolete_types_with_an_id_of_their_own_in_a_signature() => RareShape.Compiles(
        """
        using System;
        [Obsolete("x", DiagnosticId = "O1")] public class E { }
        [Obsolete("x", DiagnosticId = "O2")] public interface IE { }
        [Obsolete("x", DiagnosticId = "")] public class N { }
        #pragma warning disable O1, O2, CS0618
        [Aspects.CircuitBreaker("a")]
        public interface I : IE { E A(E[] x); N B(); }
        """);

    [Fact]
    public void Experimental_types_in_function_pointers_keys_and_lists() => RareShape.Compiles(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        [Experimental("X1")] public class E { }
        [Experimental("X2")] public enum Key { }
        [Experimental("X3")] public class Failure : Exception { }
        [Obsolete("x", DiagnosticId = "X4")] public class Ignored : Exception { }
        [Experimental("X5")] public class Judge : Aspects.IOutcomeClassifier<Result>
        {
            public static Aspects.CircuitOutcome Classify(Exception exception) => default;
            public static Aspects.CircuitOutcome Classify(Result result) => default;
        }
        [Experimental("X6")] public class Result { }
        #pragma warning disable X1, X2, X3, X4, X5
        [Aspects.CircuitBreaker("a", Handle = [typeof(Failure)], Ignore = [typeof(Ignored)], Classifier = typeof(Judge))]
        public unsafe interface I { void M(delegate*<E, void> function); }
        public interface J { [Aspects.CircuitBreaker("b")] int M([Aspects.CircuitKey] Key key); }
        """);

    [Fact]
    public void Types_of_an_assembly_that_is_experimental_as_a_whole()
    {
        const string Library =
            """
            [assembly: System.Diagnostics.CodeAnalysis.Experimental("LIB1")]
            public class Order { }
            public interface IForeign { Order M(); }
            """;
        const string Text =
            """
            #pragma warning disable LIB1
            [assembly: Aspects.CircuitBreakerFor<IForeign>("f")]
            [Aspects.CircuitBreaker("a")] public interface I { Order M(); }
            [Aspects.CircuitBreaker("a")] public interface J : IForeign { }
            """;
        var library = (Project.Of(Library) with { AssemblyName = "Lib" }).Generate().Emit();

        (Project.Of(Text) with { References = [library] }).Generate().AssertCompiles(3);
    }

    [Fact]
    public void A_key_of_an_obsolete_type() => RareShape.Compiles(
        """
        [System.Obsolete("x", true)] public enum Key { }
        public interface I { [System.Obsolete, Aspects.CircuitBreaker("a")] int M([Aspects.CircuitKey] Key key); }
        """);

    [Fact]
    public void Obsolete_types_in_a_signature() => RareShape.Compiles(
        """
        using System;
        using System.Threading.Tasks;
        [Obsolete("x", true)] public class E { public class In { } }
        [Obsolete("x", true)] public interface IE { void Q(E e); }
        [Obsolete, Aspects.CircuitBreaker("a")]
        public interface I : IE { Task<E[]> A(E.In x); E? P { get; set; } event Action<E> Ev; T G<T>() where T : E; }
        public interface J
        {
            [Obsolete, Aspects.CircuitBreaker("b")] void M(E e);
            [Obsolete] E P { get; set; }
            [Obsolete] event Action<E> Ev;
            [Obsolete] int this[E e] { get; }
        }
        """);
}
