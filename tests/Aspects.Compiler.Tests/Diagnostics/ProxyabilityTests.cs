using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

public sealed class ProxyabilityTests
{
    [Fact]
    public Task Members_that_a_proxy_can_forward_are_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("auth")]
        public interface IAuth : IDisposable, IComparable<int>
        {
            Task A(CancellationToken cancellationToken);
            ValueTask<int> B<T>(T value, in Span<int> span) where T : allows ref struct;
            ref readonly int C();
            IAsyncEnumerable<int> D();
            IObservable<int> E();
            dynamic F(dynamic value);
            IAsyncEnumerable<int> G { get; }
            event Action H;
            int I { get => 1; private set { } }
            static int J() => 1;
            private int K() => 2;
            sealed int L() => 3;
            int M() => 4;
            protected internal void N();
            [NoCircuitBreaker] ref Task O();
        }
        """);

    [Fact]
    public Task Static_abstract_and_virtual_members_are_refused() => Analysis.Expect(
        """
        public interface IAuth<T> where T : IAuth<T>
        {
            [CircuitBreaker("a")] void A();
            static abstract void B();
            static virtual int C => 1;
            static abstract event Action D;
            static abstract T operator +(T left, T right);
            static abstract implicit operator int(T value);
        }
        """,
        "A.cs(4,26) error ASPECT0003 at «B»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.B() is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(5,24) error ASPECT0003 at «C»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.C is static virtual, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(6,34) error ASPECT0003 at «D»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.D is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(7,32) error ASPECT0003 at «+»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.operator +(T, T) is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(8,39) error ASPECT0003 at «int»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.implicit operator int(T) is static abstract, and a proxy forwards only to an instance. Move it to another interface.");

    [Fact]
    public Task Static_abstract_members_of_the_framework_are_reported_at_the_interface() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth<T> : IParsable<T> where T : IParsable<T>
        {
            void A();
        }
        """,
        "A.cs(2,18) error ASPECT0003 at «IAuth»: The interface IAuth<T> cannot have a proxy, because System.IParsable<T>.Parse(string, System.IFormatProvider?) is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(2,18) error ASPECT0003 at «IAuth»: The interface IAuth<T> cannot have a proxy, because System.IParsable<T>.TryParse(string?, System.IFormatProvider?, out T) is static abstract, and a proxy forwards only to an instance. Move it to another interface.");

    [Fact]
    public Task Operators_of_an_instance_are_refused() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            void operator +=(int value);
            void operator ++();
        }
        """,
        "A.cs(4,19) error ASPECT0003 at «+=»: The interface IAuth cannot have a proxy, because IAuth.operator +=(int) is an operator, which a proxy cannot forward. Use a method, or move it to another interface.",
        "A.cs(5,19) error ASPECT0003 at «++»: The interface IAuth cannot have a proxy, because IAuth.operator ++() is an operator, which a proxy cannot forward. Use a method, or move it to another interface.");

    [Fact]
    public Task Inaccessible_members_are_refused() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            protected void A();
            private protected int B { get; }
            int C { get; protected set; }
            protected event Action D;
            protected virtual void E() { }
        }
        """,
        "A.cs(4,20) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A() is not accessible to the proxy. Make it public or internal.",
        "A.cs(5,27) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B is not accessible to the proxy. Make it public or internal.",
        "A.cs(6,9) error ASPECT0003 at «C»: The interface IAuth cannot have a proxy, because IAuth.C is not accessible to the proxy. Make it public or internal.",
        "A.cs(7,28) error ASPECT0003 at «D»: The interface IAuth cannot have a proxy, because IAuth.D is not accessible to the proxy. Make it public or internal.",
        "A.cs(8,28) error ASPECT0003 at «E»: The interface IAuth cannot have a proxy, because IAuth.E() is not accessible to the proxy. Make it public or internal.");

    [Fact]
    public Task Internal_members_of_another_assembly_are_refused_at_the_interface()
    {
        var library = Compilations.Of(
            [("L.cs", "public interface IBase { void A(); internal void B(); int C { get; internal set; } }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("[CircuitBreaker(\"a\")] public interface IAuth : IBase;").Referencing(library),
            "A.cs(1,40) error ASPECT0003 at «IAuth»: The interface IAuth cannot have a proxy, because IBase.B() is not accessible to the proxy. Make it public.",
            "A.cs(1,40) error ASPECT0003 at «IAuth»: The interface IAuth cannot have a proxy, because IBase.C is not accessible to the proxy. Make it public.");
    }

    [Fact]
    public Task Inaccessible_types_are_refused_beside_the_compilers_error() => Analysis.Expect(
        """
        public class Outer
        {
            private struct Secret;
            private delegate void Handler();
            [CircuitBreaker("a")]
            internal interface IAuth
            {
                void A(Secret secret);
                List<Secret[]>? B { get; }
                event Handler C;
                void D<T>() where T : IEnumerable<Secret>;
            }
        }
        """,
        "A.cs(8,14) error ASPECT0003 at «A»: The interface Outer.IAuth cannot have a proxy, because Outer.IAuth.A(Outer.Secret) uses Outer.Secret, which is not accessible to the proxy. Make that type internal or public.",
        "A.cs(8,14) error CS0051",
        "A.cs(9,25) error ASPECT0003 at «B»: The interface Outer.IAuth cannot have a proxy, because Outer.IAuth.B uses System.Collections.Generic.List<Outer.Secret[]>?, which is not accessible to the proxy. Make that type internal or public.",
        "A.cs(9,25) error CS0053",
        "A.cs(10,23) error ASPECT0003 at «C»: The interface Outer.IAuth cannot have a proxy, because Outer.IAuth.C uses Outer.Handler, which is not accessible to the proxy. Make that type internal or public.",
        "A.cs(10,23) error CS7025",
        "A.cs(11,14) error ASPECT0003 at «D»: The interface Outer.IAuth cannot have a proxy, because Outer.IAuth.D<T>() uses System.Collections.Generic.IEnumerable<Outer.Secret>, which is not accessible to the proxy. Make that type internal or public.",
        "A.cs(11,31) error CS0703");

    [Fact]
    public Task Interfaces_that_generated_code_cannot_reach_are_refused_where_they_are_declared() => Analysis.Expect(
        """
        [CircuitBreaker("a")] file interface ILocal { ref Task A(); }
        file class Local { [CircuitBreaker("b")] public interface INested { void A(); } }
        public class Outer
        {
            [CircuitBreaker("c")] private interface IPrivate { void A(); }
            [CircuitBreaker("d")] protected interface IProtected { void A(); }
            [CircuitBreaker("e")] protected internal interface IReachable { void A(); }
            private class Inner { [CircuitBreaker("f")] public interface IDeep { void A(); } }
        }
        """,
        "A.cs(1,38) error ASPECT0003 at «ILocal»: The interface ILocal cannot have a proxy, because it is local to its file, where generated code cannot reach it. Make it internal.",
        "A.cs(2,59) error ASPECT0003 at «INested»: The interface Local.INested cannot have a proxy, because it is local to its file, where generated code cannot reach it. Make it internal.",
        "A.cs(5,45) error ASPECT0003 at «IPrivate»: The interface Outer.IPrivate cannot have a proxy, because it is not accessible outside its containing type. Make it internal or public.",
        "A.cs(6,47) error ASPECT0003 at «IProtected»: The interface Outer.IProtected cannot have a proxy, because it is not accessible outside its containing type. Make it internal or public.",
        "A.cs(8,66) error ASPECT0003 at «IDeep»: The interface Outer.Inner.IDeep cannot have a proxy, because it is not accessible outside its containing type. Make it internal or public.");

    [Fact]
    public Task Types_that_cannot_be_boxed_and_varargs_are_refused() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            void A(__arglist);
            void B(TypedReference value);
            void C(ArgIterator value);
            void D(RuntimeArgumentHandle value);
        }
        """,
        "A.cs(4,10) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A(__arglist) takes __arglist, which a proxy cannot forward. Move it to another interface.",
        "A.cs(5,10) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B(System.TypedReference) uses System.TypedReference, which a proxy cannot forward. Move it to another interface.",
        "A.cs(6,10) error ASPECT0003 at «C»: The interface IAuth cannot have a proxy, because IAuth.C(System.ArgIterator) uses System.ArgIterator, which a proxy cannot forward. Move it to another interface.",
        "A.cs(7,10) error ASPECT0003 at «D»: The interface IAuth cannot have a proxy, because IAuth.D(System.RuntimeArgumentHandle) uses System.RuntimeArgumentHandle, which a proxy cannot forward. Move it to another interface.");

    private const string Pointers =
        """
        [CircuitBreaker("a")]
        public unsafe interface IAuth
        {
            void A(int* value);
            delegate*<int, void> B { get; }
            void C(List<int*[]> value);
        }
        """;

    [Fact]
    public Task Pointers_are_allowed_with_unsafe_code() =>
        Analysis.Expect(Compilations.Of([("A.cs", Pointers)], allowUnsafe: true));

    [Fact]
    public Task Pointers_without_unsafe_code_are_refused() => Analysis.Expect(Pointers,
        "A.cs(2,25) error CS0227",
        "A.cs(4,10) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A(int*) has pointers in its signature, which need unsafe code. Set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.",
        "A.cs(5,26) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B has pointers in its signature, which need unsafe code. Set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.",
        "A.cs(6,10) error ASPECT0003 at «C»: The interface IAuth cannot have a proxy, because IAuth.C(System.Collections.Generic.List<int*[]>) has pointers in its signature, which need unsafe code. Set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.");

    [Fact]
    public Task A_guarded_stream_is_not_refused_unless_it_is_returned_by_reference() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            IAsyncEnumerable<int> A(CancellationToken cancellationToken = default);
            [CircuitBreaker("b")] IObservable<string> B();
            [CircuitBreaker("c")] IAsyncEnumerable<int> C { get; }
            IAsyncEnumerable<int> D { [CircuitBreaker("d")] get; set; }
            ref IAsyncEnumerable<int> E();
            [NoCircuitBreaker] ref IAsyncEnumerable<int> F();
        }
        """,
        "A.cs(8,31) error ASPECT0003 at «E»: The interface IAuth cannot have a proxy, because IAuth.E() returns System.Collections.Generic.IAsyncEnumerable<int> by reference, so that the circuit breaker cannot see the outcome. Return it by value, or add [NoCircuitBreaker].");

    [Fact]
    public Task A_guarded_awaitable_other_than_a_task_is_refused() => Analysis.Expect(
        """
        using System.Runtime.CompilerServices;
        public struct Custom { public TaskAwaiter GetAwaiter() => default; }
        public class Derived : Task { public Derived() : base(() => { }) { } }
        public interface IAwaitable { TaskAwaiter GetAwaiter(); }
        public interface IDerived : IAwaitable;
        [CircuitBreaker("a")]
        public interface IAuth
        {
            Custom A();
            YieldAwaitable B();
            ConfiguredTaskAwaitable<int> C();
            Derived D();
            IDerived E();
            T F<T>() where T : Task;
            ref Task<int> G();
            [CircuitBreaker("h")] Derived H { get; }
            [CircuitBreaker("i")] Task<int> I { get; set; }
            [NoCircuitBreaker] Custom J();
            Custom K { get; }
            ValueTask<int>? L();
        }
        """,
        "A.cs(9,12) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A() returns Custom, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(10,20) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B() returns System.Runtime.CompilerServices.YieldAwaitable, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(11,34) error ASPECT0003 at «C»: The interface IAuth cannot have a proxy, because IAuth.C() returns System.Runtime.CompilerServices.ConfiguredTaskAwaitable<int>, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(12,13) error ASPECT0003 at «D»: The interface IAuth cannot have a proxy, because IAuth.D() returns Derived, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(13,14) error ASPECT0003 at «E»: The interface IAuth cannot have a proxy, because IAuth.E() returns IDerived, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(14,7) error ASPECT0003 at «F»: The interface IAuth cannot have a proxy, because IAuth.F<T>() returns T, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].",
        "A.cs(15,19) error ASPECT0003 at «G»: The interface IAuth cannot have a proxy, because IAuth.G() returns System.Threading.Tasks.Task<int> by reference, so that the circuit breaker cannot see the outcome. Return it by value, or add [NoCircuitBreaker].",
        "A.cs(16,35) error ASPECT0003 at «H»: The interface IAuth cannot have a proxy, because IAuth.H returns Derived, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or remove [CircuitBreaker].",
        "A.cs(20,21) error ASPECT0003 at «L»: The interface IAuth cannot have a proxy, because IAuth.L() returns System.Threading.Tasks.ValueTask<int>?, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. Return a task, or add [NoCircuitBreaker].");

    [Fact]
    public Task An_interface_that_inherits_an_annotated_one_is_refused_too() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a")] void A();
        }
        public interface IDerived : IAuth
        {
            static abstract void B();
        }
        public interface IFurther : IDerived;
        """,
        "A.cs(7,26) error ASPECT0003 at «B»: The interface IDerived cannot have a proxy, because IDerived.B() is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(7,26) error ASPECT0003 at «B»: The interface IFurther cannot have a proxy, because IDerived.B() is static abstract, and a proxy forwards only to an instance. Move it to another interface.");

    [Fact]
    public Task An_attribute_on_the_deriving_interface_covers_what_it_inherits() => Analysis.Expect(
        """
        public interface IBase<T>
        {
            ref Task<T> A();
        }
        [CircuitBreaker("a")]
        public interface IAuth : IBase<int>;
        """,
        "A.cs(3,17) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IBase<int>.A() returns System.Threading.Tasks.Task<int> by reference, so that the circuit breaker cannot see the outcome. Return it by value, or add [NoCircuitBreaker].");

    [Fact]
    public Task The_attribute_does_not_cover_nested_interfaces() => Analysis.Expect(
        """
        public interface IOuter
        {
            static abstract void A();
            [CircuitBreaker("a")] interface IInner { void B(); }
        }
        """);

    [Fact]
    public Task A_partial_interface_reports_each_refusal_once() => Analysis.Expect(Compilations.Of(
        """
        [CircuitBreaker("a")] public partial interface IAuth { static abstract void A(); }
        """,
        """
        public partial interface IAuth { static abstract void B(); }
        """),
        "A.cs(1,77) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A() is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "B.cs(1,55) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B() is static abstract, and a proxy forwards only to an instance. Move it to another interface.");

    [Fact]
    public Task An_alias_annotates_like_the_attribute() => Analysis.Expect(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        using NCB = Aspects.NoCircuitBreakerAttribute;
        [CB("a")]
        public interface IAuth
        {
            ref Task A();
            [NCB] ref Task B();
        }
        """,
        "A.cs(6,14) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A() returns System.Threading.Tasks.Task by reference, so that the circuit breaker cannot see the outcome. Return it by value, or add [NoCircuitBreaker].");

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    public Task A_project_below_CSharp_13_has_one_diagnostic_for_each_interface(LanguageVersion version, string name) => Analysis.Expect(
        Compilations.Of(
            [
                ("A.cs", "[CircuitBreaker(\"a\")] public interface IAuth { void A(); int B { get; } }"),
                ("B.cs", "public interface IPlain { void A(); }"),
            ],
            version),
        $"A.cs(1,40) error ASPECT0003 at «IAuth»: The interface IAuth cannot have a proxy, because it is in a project compiled as C# {name}. Generated proxies need C# 13 or later.");

    [Fact]
    public Task CSharp_13_is_enough() => Analysis.Expect(
        Compilations.Of([("A.cs", "[CircuitBreaker(\"a\")] public interface IAuth { void A(); }")], LanguageVersion.CSharp13));

    [Fact]
    public Task An_interface_without_the_attribute_may_have_anything() => Analysis.Expect(
        """
        public interface IAuth { static abstract void A(); protected void B(); ref Task C(); }
        file interface ILocal { void A(); }
        """);

    [Fact]
    public Task A_generated_part_of_an_annotated_interface_is_not_skipped() => Analysis.Expect(Compilations.Of(
        [
            ("A.cs", "[CircuitBreaker(\"a\")] public partial interface IClient;"),
            ("Client.g.cs", "[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] public partial interface IClient { ref Task A(); }"),
        ]),
        "Client.g.cs(1,98) error ASPECT0003 at «A»: The interface IClient cannot have a proxy, because IClient.A() returns System.Threading.Tasks.Task by reference, so that the circuit breaker cannot see the outcome. Return it by value, or add [NoCircuitBreaker].");

    [Fact]
    public Task No_analyzer_throws_for_unfinished_code() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth : IMissing, IAuth
        {
            Missing A(Missing<int> x, List<Missing> y);
            B();
            Missing C { get; }
            Missing this[Missing i] { get; }
            event Missing D;
            T E<T, U>() where T : U where U : T;
            void F(this
        """,
        "A.cs(2,18) error CS0529",
        "A.cs(2,18) error CS1106",
        "A.cs(2,26) error CS0246",
        "A.cs(4,5) error CS0246",
        "A.cs(4,15) error CS0246",
        "A.cs(4,36) error CS0246",
        "A.cs(5,5) error CS0501",
        "A.cs(5,5) error CS0526",
        "A.cs(5,5) error CS1520",
        "A.cs(6,5) error CS0246",
        "A.cs(7,5) error CS0246",
        "A.cs(7,18) error CS0246",
        "A.cs(8,11) error CS0246",
        "A.cs(9,9) error CS0454",
        "A.cs(10,16) error CS1001",
        "A.cs(10,16) error CS1002",
        "A.cs(10,16) error CS1026",
        "A.cs(10,16) error CS1031",
        "A.cs(10,16) error CS1513");

    [Fact]
    public Task Members_with_one_signature_after_construction_are_refused() => Analysis.Expect(
        """
        public interface IBase<T> { void M(T a); void M(int a); int this[T a] { get; } int this[int a] { get; } void N(ref T a); void N(int a); }
        [CircuitBreaker("a")] public interface IOfNumbers : IBase<int> { }
        [CircuitBreaker("b")] public interface IOfTexts : IBase<string> { }
        """,
        "A.cs(1,34) error ASPECT0003 at «M»: The interface IOfNumbers cannot have a proxy, because IBase<int>.M(int) has in IBase<int> the signature of IBase<T>.M(int), so that C# can implement neither. Rename one of them.",
        "A.cs(1,47) error ASPECT0003 at «M»: The interface IOfNumbers cannot have a proxy, because IBase<int>.M(int) has in IBase<int> the signature of IBase<T>.M(T), so that C# can implement neither. Rename one of them.",
        "A.cs(1,61) error ASPECT0003 at «this»: The interface IOfNumbers cannot have a proxy, because IBase<int>.this[int] has in IBase<int> the signature of IBase<T>.this[int], so that C# can implement neither. Rename one of them.",
        "A.cs(1,84) error ASPECT0003 at «this»: The interface IOfNumbers cannot have a proxy, because IBase<int>.this[int] has in IBase<int> the signature of IBase<T>.this[T], so that C# can implement neither. Rename one of them.");

    [Fact]
    public Task Members_that_lose_to_an_overload_of_higher_priority_are_refused() => Analysis.Expect(
        """
        using System.Runtime.CompilerServices;
        [CircuitBreaker("a")] public interface IAuth
        {
            void A(int a);
            [OverloadResolutionPriority(1)] void A(long a, int b = 0);
            void A(string a);
            [OverloadResolutionPriority(1)] void A(ref string a);
            [OverloadResolutionPriority(-1)] void B(int[] a);
            void B<T>(params T[] a);
            [OverloadResolutionPriority(-1)] int this[string a] { get; }
            int this[object a] { get; }
            [OverloadResolutionPriority(2)] void C(object a);
            [OverloadResolutionPriority(2)] void C(int a);
        }
        """,
        "A.cs(4,10) error ASPECT0003 at «A»: The interface IAuth cannot have a proxy, because IAuth.A(int) loses every call to IAuth.A(long, int), which has a higher [OverloadResolutionPriority]. Give both the same priority, or rename one of them.",
        "A.cs(8,43) error ASPECT0003 at «B»: The interface IAuth cannot have a proxy, because IAuth.B(int[]) loses every call to IAuth.B<T>(params T[]), which has a higher [OverloadResolutionPriority]. Give both the same priority, or rename one of them.",
        "A.cs(10,42) error ASPECT0003 at «this»: The interface IAuth cannot have a proxy, because IAuth.this[string] loses every call to IAuth.this[object], which has a higher [OverloadResolutionPriority]. Give both the same priority, or rename one of them.");

    [Fact]
    public Task Types_nested_in_one_with_a_nullable_type_argument_are_refused() => Analysis.Expect(
        """
        public class Outer<T> { public class Inner { } public class Generic<U> { } }
        [CircuitBreaker("a")] public interface IAuth<T>
        {
            List<U?>.Enumerator A<U>();
            void B<U>(List<Outer<U?[]>.Inner> a) where U : class;
            void C<U>(Outer<(U?, int)>.Inner a) where U : struct;
            void D<U>(Outer<U>.Inner a, Outer<int>.Generic<U?> b, Outer<T?>.Inner c, U? d);
        }
        """,
        "A.cs(4,25) error ASPECT0003 at «A»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.A<U>() uses System.Collections.Generic.List<U?>.Enumerator, whose nullable type argument no explicit implementation can repeat. Remove the ?, or move the member to another interface.",
        "A.cs(5,10) error ASPECT0003 at «B»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.B<U>(System.Collections.Generic.List<Outer<U?[]>.Inner>) uses Outer<U?[]>.Inner, whose nullable type argument no explicit implementation can repeat. Remove the ?, or move the member to another interface.",
        "A.cs(6,10) error ASPECT0003 at «C»: The interface IAuth<T> cannot have a proxy, because IAuth<T>.C<U>(Outer<(U?, int)>.Inner) uses Outer<(U?, int)>.Inner, whose nullable type argument no explicit implementation can repeat. Remove the ?, or move the member to another interface.");
}
