namespace Aspects.Compiler.Tests;

/// <summary>Interfaces that nobody plans to write: what is generated for them compiles as strictly as all else.</summary>
public sealed class RareShapeTests
{
    [Fact]
    public void One_construction_by_two_ways() => RareShape.Compiles(
        """
        public interface IBase<T> { T M(T x); }
        public interface IMid : IBase<(int A, int B)> { }
        [Aspects.CircuitBreaker("a")]
        public interface I : IMid, IBase<(int A, int B)> { }
        """);

    [Fact]
    public void A_base_inside_generic_types() => RareShape.Compiles(
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
    public void Streams_of_ref_structs_and_of_what_may_be_one() => RareShape.Compiles(
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
    public void Dynamic_everywhere() => RareShape.Compiles(
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
    public void References_to_references() => RareShape.Compiles(
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
    public void Scopes_of_references() => RareShape.Compiles(
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
    public void References_that_outlive_the_call() => RareShape.Compiles(
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
    public void Scoped_parameters_that_a_type_argument_makes_ordinary_ones() => RareShape.Compiles(
        """
        public interface IBase<T> where T : allows ref struct { void M(scoped T value); void N(scoped ref T value); }
        [Aspects.CircuitBreaker("a")] public interface I : IBase<string> { }
        [Aspects.CircuitBreaker("a")] public interface J<T> : IBase<T> { }
        [Aspects.CircuitBreaker("a")] public interface K : IBase<System.Span<int>> { }
        """);

    [Fact]
    public void Type_parameters_that_a_type_argument_makes_value_types() => RareShape.Compiles(
        """
        using System.Threading.Tasks;
        public interface IBase<T> { R? M<R>(R? value) where R : T; Task<R?> N<R>() where R : T; }
        [Aspects.CircuitBreaker("a")] public interface I : IBase<int?> { }
        [Aspects.CircuitBreaker("a")] public interface J : IBase<int> { }
        [Aspects.CircuitBreaker("a")] public interface K<T> : IBase<T> where T : struct { }
        """);

    [Fact]
    public void Overloads_that_are_near_to_each_other() => RareShape.Compiles(
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
    public void Constraints_of_every_kind() => RareShape.Compiles(
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
    public void One_base_with_two_nullabilities() => RareShape.Compiles(
        """
        #pragma warning disable CS8645 // The author's business.
        public interface IBase<T> { T M(T x); T P { get; set; } }
        public interface IMid : IBase<string?> { }
        [Aspects.CircuitBreaker("a")]
        public interface I : IMid, IBase<string> { void N(); }
        """);

    [Fact]
    public void Pointers_beside_a_task_with_a_fallback_that_is_awaited() => RareShape.Compiles(
        """
        using System.Threading.Tasks;
        public unsafe interface I
        {
            [Aspects.CircuitBreaker("a", Fallback = nameof(None), FallbackOn = Aspects.FallbackTrigger.RejectionOrFailure)] Task<int> CountAsync(string name);
            Task<int> None(string name) => Task.FromResult(0);
            [Aspects.CircuitBreaker("a")] int* Find(int* at);
            int* this[int*[] a] { get; set; }
            delegate*<int, void> P { get; }
            void M(Outer<int*[]>.Inner a);
        }
        public class Outer<T> { public class Inner { } }
        """);
}
