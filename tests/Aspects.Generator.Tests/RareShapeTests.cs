namespace Aspects.Generator.Tests;

/// <summary>Interfaces that nobody plans to write: what is generated for them compiles as strictly as all else.</summary>
public sealed class RareShapeTests
{
    [Fact]
    public void One_construction_by_two_ways() => Compiles(
        """
        public interface IBase<T> { T M(T x); }
        public interface IMid : IBase<(int A, int B)> { }
        [Aspects.CircuitBreaker("a")]
        public interface I : IMid, IBase<(int A, int B)> { }
        """);

    [Fact]
    public void A_base_inside_generic_types() => Compiles(
        """
        public class Outer<T>
        {
            public class In<U> { }
            public interface IBase<U> { In<U> M(T t, U u); }
        }

        [Aspects.CircuitBreaker("a")]
        public interface I<T> : Outer<T>.IBase<int>, Outer<string>.IBase<T> { }
        """);

    [Fact]
    public void Streams_of_ref_structs_and_of_what_may_be_one() => Compiles(
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            IAsyncEnumerable<ReadOnlySpan<byte>> A(ref CancellationToken token);
            IAsyncEnumerable<T> B<T>(T first) where T : allows ref struct;
            IAsyncEnumerable<IAsyncEnumerable<int>?>? C(out int count, CancellationToken? token, params string[] rest);
            IObservable<IObservable<dynamic?>> this[int index] { [Aspects.CircuitBreaker("b")] get; set; }
        }
        """);

    [Fact]
    public void Dynamic_everywhere() => Compiles(
        """
        using System;
        using System.Threading.Tasks;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            void A(ref dynamic x, out dynamic y, in dynamic z);
            Task<dynamic> B(dynamic[] x, params dynamic[] p);
            (dynamic, int) C((dynamic A, int) t);
            dynamic? D(dynamic? x = null);
            ref dynamic E();
            Func<dynamic, dynamic> F(Func<dynamic, dynamic> f);
            dynamic this[int a, dynamic b] { get; set; }
        }
        """);

    [Fact]
    public void References_to_references() => Compiles(
        """
        [Aspects.CircuitBreaker("a")]
        public interface I<T>
        {
            ref string A();
            ref readonly string? B();
            ref T C(ref T x);
            ref T? D();
            [Aspects.CircuitBreaker("a")]
            ref T[] E { get; }
        }
        """);

    [Fact]
    public void Scopes_of_references() => Compiles(
        """
        using System;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            Span<int> A(scoped Span<int> a, Span<int> b);
            ref readonly int B(in int x);
            ref int C(ref int x);
            Span<int> D(ref Span<int> x);
            void E(scoped ref Span<int> s, scoped Span<int> t);
            ref int F(scoped ref int x, ref int y);
        }
        """);

    [Fact]
    public void References_that_outlive_the_call() => Compiles(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            [UnscopedRef] ref int A();
            [UnscopedRef] ref int B { get; }
            [UnscopedRef] ref int this[int index] { get; }
            ref int C([UnscopedRef] out int value);
            Span<int> D([UnscopedRef] ref Span<int> items);
            Span<int> E([UnscopedRef] params Span<int> items);
        }
        """);

    [Fact]
    public void Scoped_parameters_that_a_type_argument_makes_ordinary_ones() => Compiles(
        """
        public interface IBase<T> where T : allows ref struct { void M(scoped T value); void N(scoped ref T value); }
        [Aspects.CircuitBreaker("a")] public interface I : IBase<string> { }
        [Aspects.CircuitBreaker("a")] public interface J<T> : IBase<T> { }
        [Aspects.CircuitBreaker("a")] public interface K : IBase<System.Span<int>> { }
        """);

    [Fact]
    public void Type_parameters_that_a_type_argument_makes_value_types() => Compiles(
        """
        using System.Threading.Tasks;
        public interface IBase<T> { R? M<R>(R? value) where R : T; Task<R?> N<R>() where R : T; }
        [Aspects.CircuitBreaker("a")] public interface I : IBase<int?> { }
        [Aspects.CircuitBreaker("a")] public interface J : IBase<int> { }
        [Aspects.CircuitBreaker("a")] public interface K<T> : IBase<T> where T : struct { }
        """);

    [Fact]
    public void Overloads_that_are_near_to_each_other() => Compiles(
        """
        using System;
        using System.Collections.Generic;
        [Aspects.CircuitBreaker("a")]
        public interface I
        {
            void M(int a, int b = 1);
            void M(int a);
            void M(in long a);
            void M(long a, params object[] r);
            void M(Span<int> s);
            void M(ReadOnlySpan<int> s);
            void M(int[] s);
            void M<T>(T t);
            void M<T>(T[] t);
            void M<T>(IEnumerable<T> t);
            void N(int? a);
            void N(int a);
            void N(object a);
        }
        """);

    [Fact]
    public void Constraints_of_every_kind() => Compiles(
        """
        using System;
        using System.Collections.Generic;
        [Aspects.CircuitBreaker("a")]
        public interface I<T, U, V, W, X, Y, Z, in Q>
            where T : class?
            where U : class, IComparable<U?>, new()
            where V : struct, Enum
            where W : Delegate
            where X : T, U
            where Y : notnull, IDictionary<string, List<X?>>
            where Z : unmanaged, IEquatable<Z>
            where Q : IComparable<Q?>?
        {
            T? A(U? u, V? v, W? w, X? x, Y? y, Z? z, Q? q);
            R? B<R, S>(R? r, S? s) where R : T where S : U, new();
            List<R?>? C<R>(Func<R?, T?>? f, R?[,]?[]? a) where R : Enum?;
        }
        """);

    [Fact]
    public void Attributes_of_accessors() => Compiles(
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
    public void Promises_about_null_that_only_the_callee_can_keep() => Compiles(
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
    public void Members_that_do_not_return() => Compiles(
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
    public void Experimental_types_in_a_signature() => Compiles(
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
    public void Obsolete_types_with_an_id_of_their_own_in_a_signature() => Compiles(
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
    public void Experimental_types_in_function_pointers_keys_and_lists() => Compiles(
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
    public void A_key_of_an_obsolete_type() => Compiles(
        """
        [System.Obsolete("x", true)] public enum Key { }
        public interface I { [System.Obsolete, Aspects.CircuitBreaker("a")] int M([Aspects.CircuitKey] Key key); }
        """);

    [Fact]
    public void Obsolete_types_in_a_signature() => Compiles(
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

    [Fact]
    public void Names_that_mean_something_elsewhere() => Compiles(
        """
        namespace System { public class MyString { } }
        namespace N.System.Threading { }
        namespace N
        {
            [Aspects.CircuitBreaker("a")]
            public interface I
            {
                global::System.MyString M(string @string, global::System.String s);
                void global(int @global);
                int field { get; set; }
                int value { get; set; }
                int get_X();
                void set_Y(int v);
                int add_Z();
                int this[int field] { get; }
                [Aspects.CircuitBreaker("a")] int this[string field, int field2] { get; set; }
            }
        }
        """);

    [Fact]
    public void A_type_that_is_called_var() => Compiles(
        """
        #pragma warning disable CS8981 // The author's business.
        using System.Threading.Tasks;
        public class @var { }
        namespace N
        {
            [Aspects.CircuitBreaker("a")]
            public interface I
            {
                void A();
                int B(@var value);
                Task<@var> C();
                [Aspects.CircuitBreaker("b", FallbackType = typeof(Other), FallbackOn = Aspects.FallbackCause.RejectionOrFailure)] Task<int> D([Aspects.CircuitKey] string key);
            }
            public class Other : I
            {
                public void A() { }
                public int B(@var value) => 1;
                public Task<@var> C() => throw null!;
                public Task<int> D(string key) => throw null!;
            }
        }
        """);

    [Fact]
    public void Type_parameters_that_are_names_only_when_they_are_escaped() => Compiles(
        """
        #pragma warning disable CS8981 // The author's business.
        [Aspects.CircuitBreaker("a")]
        public interface I<@record, @required, @var>
        {
            @record A(@required value, @var other);
            @file? B<@file, @scoped, @record2>(@file? one, @scoped two, @record2 three);
        }
        """);

    [Fact]
    public void One_base_with_two_nullabilities() => Compiles(
        """
        #pragma warning disable CS8645 // The author's business.
        public interface IBase<T> { T M(T x); T P { get; set; } }
        public interface IMid : IBase<string?> { }
        [Aspects.CircuitBreaker("a")]
        public interface I : IMid, IBase<string> { void N(); }
        """);

    [Fact]
    public void Types_that_have_the_names_of_what_is_generated() => Compiles(
        """
        namespace Shop
        {
            public class AuthCircuitBreakerProxy { }
            internal static class AuthCircuitBreakerExtensions { }
            public class Auth2CircuitBreakerProxy { }
            [Aspects.CircuitBreaker("a")] public interface IAuth { void M(); }
            [Aspects.CircuitBreaker("b")] public interface IAuth<T> { void M(); }
        }
        """);

    [Fact]
    public void Interfaces_whose_proxies_would_have_one_name() => Compiles(
        """
        namespace Shop
        {
            public class A_B { [Aspects.CircuitBreaker("a")] public interface IC { void M(); } }
            public class A { [Aspects.CircuitBreaker("b")] public interface IB_C { void M(); } public class B { [Aspects.CircuitBreaker("c")] public interface IC { void M(); } } }
            [Aspects.CircuitBreaker("d")] public interface IA_B_C { void M(); }
            [Aspects.CircuitBreaker("e")] public interface A_B_C { void M(); }
        }
        """);

    [Fact]
    public void Pointers_beside_a_task_with_a_fallback_that_is_awaited() => Compiles(
        """
        using System.Threading.Tasks;
        public unsafe interface I
        {
            [Aspects.CircuitBreaker("a", Fallback = nameof(None), FallbackOn = Aspects.FallbackCause.RejectionOrFailure)] Task<int> CountAsync(string name);
            Task<int> None(string name) => Task.FromResult(0);
            [Aspects.CircuitBreaker("a")] int* Find(int* at);
            int* this[int*[] a] { get; set; }
            delegate*<int, void> P { get; }
            void M(Outer<int*[]>.Inner a);
        }
        public class Outer<T> { public class Inner { } }
        """);

    [Fact]
    public void An_assembly_whose_name_begins_with_a_digit_and_follows_the_common_language()
    {
        var project = Project.Of(
            "[assembly: System.CLSCompliant(true)] namespace Shop { [Aspects.CircuitBreaker(\"a\")] public interface I { void M(); } }") with
        {
            AssemblyName = "3D-Tools",
        };

        project.Generate().AssertCompiles();
    }

    [Fact]
    public void Types_of_an_assembly_that_is_known_by_an_alias_alone()
    {
        const string Library =
            """
            namespace Shop
            {
                public class Order { public class Line { } }
                public interface IBase<T> { T Find(Order order); }
                public interface IForeign { Order M(); }
                public class Failure : System.Exception { }
                [Aspects.CircuitBreaker("lib")] public interface IOfLibrary { void M(); }
            }
            """;
        const string Text =
            """
            extern alias lib;
            [assembly: Aspects.CircuitBreakerFor<lib::Shop.IForeign>("foreign")]
            namespace Shop
            {
                public class Order { }
                [Aspects.CircuitBreaker("a", Handle = [typeof(lib::Shop.Failure)])]
                public interface I<T> : lib::Shop.IBase<Order> where T : lib::Shop.Order
                {
                    System.Collections.Generic.List<lib::Shop.Order.Line?> M(T other, Order own, lib::Shop.Order[] all);
                    Order K([Aspects.CircuitKey] lib::Shop.Order key);
                }
            }
            """;
        var library = (Project.Of(Library) with { AssemblyName = "Lib" }).Generate().Emit().WithAliases(["lib"]);

        (Project.Of(Text) with { References = [library] }).Generate().AssertCompiles();
    }

    private static void Compiles(string text)
    {
        var generation = Project.Of(text).Generate();

        Assert.True(generation.Files.Count >= 2);
        generation.AssertCompiles();
    }
}
