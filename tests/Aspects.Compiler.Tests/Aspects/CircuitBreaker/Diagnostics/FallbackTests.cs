namespace Aspects.Compiler.Tests;

public sealed class FallbackTests
{
    [Fact]
    public Task Fallback_methods_with_the_signature_and_fallback_types_are_allowed() => Analysis.Expect(
        """
        public interface IBase { int Older(int a); static abstract void None(); }
        [CircuitBreaker("whole", FallbackType = typeof(Auth), FallbackOn = FallbackTrigger.RejectionOrFailure)]
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(B))] int A(in int a, ref string? b, out Guid c);
            int B(in int a, ref string? b, out Guid c, Exception error);
            [CircuitBreaker("a", Fallback = nameof(D), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<T> C<T>(T a) where T : class, new();
            Task<U> D<U>(U b, Exception? e = null) where U : class, new();
            Task<T> D<T>(T b) where T : class, new();
            [CircuitBreaker("a", Fallback = nameof(F))] void E();
            static void F() { }
            [CircuitBreaker("a", Fallback = nameof(@class))] void G();
            static void @class() { }
            int this[int a] { get; set; }
        }
        public class Auth : IAuth
        {
            public int A(in int a, ref string? b, out Guid c) => throw new Exception();
            public int B(in int a, ref string? b, out Guid c, Exception error) => throw new Exception();
            public Task<T> C<T>(T a) where T : class, new() => throw new Exception();
            public Task<T> D<T>(T a) where T : class, new() => throw new Exception();
            public Task<T> D<T>(T a, Exception? e) where T : class, new() => throw new Exception();
            public void E() { }
            public void G() { }
            public int this[int a] { get => a; set { } }
        }
        public interface IStore<T> { [CircuitBreaker("s", FallbackType = typeof(Empty<>))] T? Find(); }
        public class Empty<T> : IStore<T> { public T? Find() => default; }
        """
        .Replace(" static abstract void None();", "", StringComparison.Ordinal));

    [Fact]
    public Task A_missing_method_or_a_different_signature_is_reported_with_the_right_signature() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "Missing")] Task<string?> A<T>(ref int a, List<T> b, CancellationToken c) where T : class;
            [CircuitBreaker("a", Fallback = nameof(Other))] int B(string a);
            [CircuitBreaker("a", Fallback = nameof(C))] int C(string a);
            int Other(string? a);
            int Other(string a, Exception b, int c);
            long Other(string a, int b);
        }
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = \"Missing\"»: The fallback cannot replace the call of IAuth.A<T>(ref int, System.Collections.Generic.List<T>, System.Threading.CancellationToken), because IAuth has no method 'Missing'. Add 'Task<string?> Missing<T>(ref int a, List<T> b, CancellationToken c) where T : class'.",
        "A.cs(4,26) error ASPECT0015 at «Fallback = nameof(Other)»: The fallback cannot replace the call of IAuth.B(string), because no method 'Other' of IAuth has its signature. Write 'int Other(string a)', and add an Exception as last parameter to get the reason.",
        "A.cs(5,26) error ASPECT0015 at «Fallback = nameof(C)»: The fallback cannot replace the call of IAuth.C(string), because the method is its own fallback. Name another method.");

    [Theory]
    [InlineData("", "'' is not a method name. Use nameof, as in Fallback = nameof(AFallback).")]
    [InlineData("B c", "'B c' is not a method name. Use nameof, as in Fallback = nameof(AFallback).")]
    [InlineData("class", "'class' is not a method name. Use nameof, as in Fallback = nameof(AFallback).")]
    [InlineData("B", "IAuth.B is not a method. Name a method such as 'Task<T?> AFallback<T>() where T : class'.")]
    [InlineData("C", "IAuth has no method 'C'. Add 'Task<T?> C<T>() where T : class'.")]
    public Task A_name_that_no_method_can_have_is_reported(string name, string reason) => Analysis.Expect(
        $$"""public interface IAuth { [CircuitBreaker("a", Fallback = "{{name}}")] Task<T?> A<T>() where T : class; int B { get; } }""",
        $"A.cs(1,47) error ASPECT0015 at «Fallback = \"{name}\"»: The fallback cannot replace the call of IAuth.A<T>(), because {reason}");

    [Fact]
    public Task Generic_methods_match_by_the_position_of_their_type_parameters() => Analysis.Expect(
        """
        public interface IAuth<T>
        {
            [CircuitBreaker("a", Fallback = nameof(A2))] Task<U> A<U>(string key);
            Task<U> A2<U>(string key);
            [CircuitBreaker("a", Fallback = nameof(B2))] U? B<U>(U? a, List<U> b, U[]? c) where U : class?;
            V? B2<V>(V? a, List<V> b, V[]? c) where V : class?;
            [CircuitBreaker("a", Fallback = nameof(C2))] (U, T?) C<U>() where U : new();
            (V, T?) C2<V>() where V : new();
            [CircuitBreaker("a", Fallback = nameof(D2))] Task<U> D<U>(T? a) where U : T;
            Task<V> D2<V>(T? a) where V : T;
            [CircuitBreaker("a", Fallback = nameof(E2))] U E<U>(Func<U?, U>? a) where U : notnull, IComparable<U?>;
            V E2<V>(Func<V?, V>? a) where V : notnull, IComparable<V?>;
        #nullable disable
            [CircuitBreaker("a", Fallback = nameof(F2))] U F<U>(U a, List<U> b, string c) where U : class;
            V F2<V>(V a, List<V> b, string c) where V : class;
        }
        """);

    [Fact]
    public Task Constraints_that_differ_in_nullability_only_are_not_the_same() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(A2))] void A<T>(List<T> a) where T : class?;
            void A2<T>(List<T> a) where T : class;
            [CircuitBreaker("a", Fallback = nameof(B2))] void B<T>(List<T> a) where T : IDisposable?;
            void B2<T>(List<T> a) where T : IDisposable;
        }
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = nameof(A2)»: The fallback cannot replace the call of IAuth.A<T>(System.Collections.Generic.List<T>), because no method 'A2' of IAuth has its signature. Write 'void A2<T>(List<T> a) where T : class?', and add an Exception as last parameter to get the reason.",
        "A.cs(5,26) error ASPECT0015 at «Fallback = nameof(B2)»: The fallback cannot replace the call of IAuth.B<T>(System.Collections.Generic.List<T>), because no method 'B2' of IAuth has its signature. Write 'void B2<T>(List<T> a) where T : IDisposable?', and add an Exception as last parameter to get the reason.");

    [Fact]
    public Task A_fallback_keeps_scoped_parameters_where_a_reference_could_escape() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(A2))] int A(params ReadOnlySpan<int> a);
            int A2(ReadOnlySpan<int> a);
            [CircuitBreaker("a", Fallback = nameof(B2))] Span<int> B(Span<int> a, scoped Span<int> b);
            Span<int> B2(scoped Span<int> a, scoped Span<int> b);
            [CircuitBreaker("a", Fallback = nameof(C2))] Span<int> C(scoped Span<int> a);
            Span<int> C2(Span<int> a);
            [CircuitBreaker("a", Fallback = nameof(D2))] void D(ref Span<int> a, scoped ref int b, params Span<int> c);
            void D2(ref Span<int> a, scoped ref int b, Span<int> c);
        }
        """,
        "A.cs(7,26) error ASPECT0015 at «Fallback = nameof(C2)»: The fallback cannot replace the call of IAuth.C(scoped System.Span<int>), because no method 'C2' of IAuth has its signature. Write 'Span<int> C2(scoped Span<int> a)', and add an Exception as last parameter to get the reason.",
        "A.cs(9,26) error ASPECT0015 at «Fallback = nameof(D2)»: The fallback cannot replace the call of IAuth.D(ref System.Span<int>, scoped ref int, params System.Span<int>), because no method 'D2' of IAuth has its signature. Write 'void D2(ref Span<int> a, scoped ref int b, params Span<int> c)', and add an Exception as last parameter to get the reason.");

    [Fact]
    public Task A_fallback_keeps_what_the_attributes_of_the_call_promise() => Analysis.Expect(
        """
        using System.Diagnostics.CodeAnalysis;
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(A2))] void A([NotNull] string? a);
            void A2(string? a);
            [CircuitBreaker("a", Fallback = nameof(B2))] string B();
            [return: MaybeNull] string B2();
            [CircuitBreaker("a", Fallback = nameof(C2))] bool C([NotNullWhen(true)] out string? a);
            bool C2([NotNullWhen(false)] out string? a);
            [CircuitBreaker("a", Fallback = nameof(D2)), DoesNotReturn] void D();
            void D2();
            [CircuitBreaker("a", Fallback = nameof(E2))] [return: MaybeNull] string E([DisallowNull] string? a);
            [return: NotNull] string E2([AllowNull] string? a);
        }
        """,
        "A.cs(4,26) error ASPECT0015 at «Fallback = nameof(A2)»: The fallback cannot replace the call of IAuth.A(string?), because the nullability attributes of IAuth.A2(string?) differ from those of the method. Use the attributes of the method.",
        "A.cs(6,26) error ASPECT0015 at «Fallback = nameof(B2)»: The fallback cannot replace the call of IAuth.B(), because the nullability attributes of IAuth.B2() differ from those of the method. Use the attributes of the method.",
        "A.cs(8,26) error ASPECT0015 at «Fallback = nameof(C2)»: The fallback cannot replace the call of IAuth.C(out string?), because the nullability attributes of IAuth.C2(out string?) differ from those of the method. Use the attributes of the method.",
        "A.cs(10,26) error ASPECT0015 at «Fallback = nameof(D2)»: The fallback cannot replace the call of IAuth.D(), because the method has [DoesNotReturn], and IAuth.D2() returns. Add the attribute to the fallback, or remove it from the method.");

    [Fact]
    public Task An_obsolete_fallback_whose_call_is_an_error_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(B))] int A();
            [Obsolete("x", true)] int B();
            [CircuitBreaker("a", Fallback = nameof(B)), Obsolete] int C();
            [CircuitBreaker("a", Fallback = nameof(E))] int D();
            [Obsolete("x")] int E();
        }
        [CircuitBreaker("b", FallbackType = typeof(Old))] public interface IOther { void A(); }
        public class Old : IOther { [Obsolete("x", true)] public Old() { } public void A() { } }
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = nameof(B)»: The fallback cannot replace the call of IAuth.A(), because IAuth.B() is obsolete, and a call of it is an error. Name another method, or make [Obsolete] a warning.",
        "A.cs(9,22) error ASPECT0015 at «FallbackType = typeof(Old)»: The fallback cannot replace the call of IOther.A(), because the constructor of Old is obsolete, and a call of it is an error. Make [Obsolete] a warning.");

    [Fact]
    public Task A_fallback_after_the_return_cannot_take_references() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(A2))] Task A(ref int a);
            Task A2(ref int a);
            [CircuitBreaker("a", Fallback = nameof(B2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task B(ReadOnlySpan<char> a);
            Task B2(ReadOnlySpan<char> a);
            [CircuitBreaker("a", Fallback = nameof(C2))] IAsyncEnumerable<int> C(in int a);
            IAsyncEnumerable<int> C2(in int a);
            [CircuitBreaker("a", Fallback = nameof(D2), FallbackOn = FallbackTrigger.RejectionOrFailure)] int D(ReadOnlySpan<char> a);
            int D2(ReadOnlySpan<char> a);
            [CircuitBreaker("a", Fallback = nameof(E2), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task E<T>(T a) where T : allows ref struct;
            Task E2<T>(T a) where T : allows ref struct;
        }
        """,
        "A.cs(5,26) error ASPECT0015 at «Fallback = nameof(B2)»: The fallback cannot replace the call of IAuth.B(System.ReadOnlySpan<char>), because parameter a is passed by reference or has a stack-only type, and the fallback runs after B has returned. Pass the parameter by value, or use FallbackTrigger.Rejection.",
        "A.cs(7,26) error ASPECT0015 at «Fallback = nameof(C2)»: The fallback cannot replace the call of IAuth.C(in int), because parameter a is passed by reference or has a stack-only type, and the fallback runs after C has returned. Pass the parameter by value.",
        "A.cs(11,26) error ASPECT0015 at «Fallback = nameof(E2)»: The fallback cannot replace the call of IAuth.E<T>(T), because parameter a is passed by reference or has a stack-only type, and the fallback runs after E has returned. Pass the parameter by value, or use FallbackTrigger.Rejection.");

    [Fact]
    public Task A_circle_of_fallbacks_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(B))] void A();
            [CircuitBreaker("b", Fallback = nameof(C))] void B();
            [CircuitBreaker("c", Fallback = nameof(A))] void C();
            [CircuitBreaker("d", Fallback = nameof(E))] void D();
            [CircuitBreaker("d", Fallback = nameof(D))] void E();
        }
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = nameof(B)»: The fallback cannot replace the call of IAuth.A(), because IAuth.B() uses the method as its own fallback, so that neither returns. Remove one of the two fallbacks.",
        "A.cs(4,26) error ASPECT0015 at «Fallback = nameof(C)»: The fallback cannot replace the call of IAuth.B(), because IAuth.C() uses the method as its own fallback, so that neither returns. Remove one of the two fallbacks.",
        "A.cs(5,26) error ASPECT0015 at «Fallback = nameof(A)»: The fallback cannot replace the call of IAuth.C(), because IAuth.A() uses the method as its own fallback, so that neither returns. Remove one of the two fallbacks.");

    [Fact]
    public Task Contradictory_fallbacks_of_one_attribute_are_reported() => Analysis.Expect(
        """
        [CircuitBreaker("all", Fallback = nameof(B))]
        public interface IAuth
        {
            void A();
            void B();
            [CircuitBreaker("c", Fallback = nameof(B), FallbackType = typeof(Auth))] void C();
            [CircuitBreaker("d", FallbackOn = FallbackTrigger.RejectionOrFailure)] void D();
            [CircuitBreaker("e", Fallback = nameof(B), FallbackOn = (FallbackTrigger)7)] void E();
            [CircuitBreaker("f", Fallback = nameof(B))] int F { get; set; }
        }
        public class Auth : IAuth { public void A() { } public void B() { } public void C() { } public void D() { } public void E() { } public int F { get; set; } }
        """,
        "A.cs(1,24) error ASPECT0015 at «Fallback = nameof(B)»: The fallback cannot replace the call of IAuth, because Fallback names one method, and the attribute covers all methods. Put Fallback on the method, or use FallbackType.",
        "A.cs(6,48) error ASPECT0015 at «FallbackType = typeof(Auth)»: The fallback cannot replace the call of IAuth.C(), because the attribute has Fallback too, and Fallback wins. Remove one of them.",
        "A.cs(7,26) error ASPECT0015 at «FallbackOn = FallbackTrigger.RejectionOrFailure»: The fallback cannot replace the call of IAuth.D(), because FallbackOn is set without a fallback. Add Fallback or FallbackType, or remove FallbackOn.",
        "A.cs(8,48) error ASPECT0015 at «FallbackOn = (FallbackTrigger)7»: The fallback cannot replace the call of IAuth.E(), because FallbackOn is 7. Use FallbackTrigger.Rejection or FallbackTrigger.RejectionOrFailure.",
        "A.cs(9,26) error ASPECT0015 at «Fallback = nameof(B)»: The fallback cannot replace the call of IAuth.F, because a method cannot replace a property. Use FallbackType.");

    [Theory]
    [InlineData("IAuth", "IAuth cannot have instances. Use a class or a struct that is not abstract.")]
    [InlineData("Abstract", "Abstract cannot have instances. Use a class or a struct that is not abstract.")]
    [InlineData("Unrelated", "Unrelated does not implement IAuth. Implement the interface.")]
    [InlineData("Needy", "Needy has no accessible constructor without parameters. Add one.")]
    [InlineData("Hidden", "Hidden is not accessible to the proxy. Make it internal or public.")]
    [InlineData("Demanding", "Demanding has required members, which its constructor without parameters does not set. Set them there, and add [SetsRequiredMembers].")]
    [InlineData("int[]", "int[] cannot have instances. Use a class or a struct that is not abstract.")]
    [InlineData("Outer<>.Inner", "the type has other type parameters than IAuth. Use the same type parameters, or a closed type.")]
    [InlineData("Generic<>", "the type has other type parameters than IAuth. Use the same type parameters, or a closed type.")]
    public Task An_unusable_fallback_type_is_reported_once(string type, string reason) => Analysis.Expect(
        $$"""
        [CircuitBreaker("all", FallbackType = typeof({{type}}))] public interface IAuth { void A(); void B(); }
        public abstract class Abstract : IAuth { public void A() { } public void B() { } }
        public class Unrelated { }
        public class Needy(int need) : IAuth { public void A() { } public void B() { _ = need; } }
        file class Hidden : Abstract { }
        public class Generic<T> : Abstract { }
        public class Outer<T> { public class Inner : Abstract { } }
        public class Demanding : Abstract { public required string Needed { get; init; } }
        """,
        $"A.cs(1,24) error ASPECT0015 at «FallbackType = typeof({type})»: The fallback cannot replace the call of IAuth.A(), because {reason}");

    [Fact]
    public Task An_open_type_gets_the_type_arguments_of_the_interface() => Analysis.Expect(
        """
        using System.Diagnostics.CodeAnalysis;
        [assembly: CircuitBreakerFor(typeof(IReadOnlyList<>), "lists", Members = ["Item", "Count"], FallbackType = typeof(List<>))]
        [assembly: CircuitBreakerFor(typeof(IReadOnlyList<string>), "lists", Members = ["Item", "Count"], FallbackType = typeof(List<>))]
        [assembly: CircuitBreakerFor(typeof(Outer<>.INested), "nested", FallbackType = typeof(Outer<>.Nested))]
        public class Outer<T> { public interface INested { T? Read(); } public class Nested : INested { public T? Read() => default; } }
        public interface IReader { string Read(); }
        [CircuitBreaker("a", FallbackType = typeof(NullStore<>))] public interface IStore<T> : IReader { T? Get(int id); }
        public class NullStore<T> : IStore<T> { public string Read() => ""; public T? Get(int id) => default; }
        public interface INames : IStore<string> { }
        [CircuitBreaker("b", FallbackType = typeof(Ready<>))] public interface IReady<T> where T : class, IComparable<T>, new() { T? Get(); }
        public class Ready<T> : IReady<T> where T : class, IComparable<T>, new()
        {
            [SetsRequiredMembers] public Ready() => Needed = "";
            public required string Needed { get; init; }
            public T? Get() => null;
        }
        """);

    [Theory]
    [InlineData("class", "T?")]
    [InlineData("notnull", "T?")]
    [InlineData("IDisposable", "T?")]
    [InlineData("new()", "T?")]
    [InlineData("struct", "T")]
    [InlineData("unmanaged", "T")]
    [InlineData("IComparable<T?>", "T?")]
    public Task An_open_type_with_stronger_constraints_than_the_interface_is_reported(string constraint, string result) => Analysis.Expect(
        $$"""
        [CircuitBreaker("a", FallbackType = typeof(Strict<>))] public interface IStore<T> { {{(result == "T" ? "T" : "T?")}} Get(); }
        public class Strict<T> : IStore<T> where T : {{constraint}} { public {{result}} Get() => default; }
        """,
        "A.cs(1,22) error ASPECT0015 at «FallbackType = typeof(Strict<>)»: The fallback cannot replace the call of IStore<T>.Get(), because T of Strict<T> has constraints that IStore<T> does not meet. Use the same constraints, or a closed type.");

    [Fact]
    public Task A_fallback_for_failures_in_an_unsafe_proxy_is_reported() => Analysis.Expect(
        Compilations.Of(
            [("A.cs",
                """
                public interface IHolder<T> { int Count(); }
                public unsafe interface IAuth : IHolder<int*[]>
                {
                    [CircuitBreaker("a", Fallback = nameof(B), FallbackOn = FallbackTrigger.RejectionOrFailure)] Task<int> A();
                    [CircuitBreaker("a", Fallback = nameof(B))] Task<int> C();
                    Task<int> B() => Task.FromResult(0);
                }
                """)],
            allowUnsafe: true),
        "A.cs(4,26) error ASPECT0015 at «Fallback = nameof(B)»: The fallback cannot replace the call of IAuth.A(), because IAuth has pointers in its name or in an inherited interface, and unsafe code cannot await. Use FallbackTrigger.Rejection.");

    [Fact]
    public Task An_inherited_fallback_is_reported_once_at_its_attribute() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "Missing")] void A();
            [CircuitBreaker("b", FallbackOn = FallbackTrigger.RejectionOrFailure)] void B();
            [CircuitBreaker("c", FallbackType = typeof(string))] int C { get; }
        }
        public interface IFirst : IAuth;
        public interface ISecond : IAuth { [CircuitBreaker("c", Fallback = "Lost")] void D(); }
        public interface IThird : ISecond;
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = \"Missing\"»: The fallback cannot replace the call of IAuth.A(), because IAuth has no method 'Missing'. Add 'void Missing()'.",
        "A.cs(4,26) error ASPECT0015 at «FallbackOn = FallbackTrigger.RejectionOrFailure»: The fallback cannot replace the call of IAuth.B(), because FallbackOn is set without a fallback. Add Fallback or FallbackType, or remove FallbackOn.",
        "A.cs(5,26) error ASPECT0015 at «FallbackType = typeof(string)»: The fallback cannot replace the call of IAuth.C, because string does not implement IAuth. Implement the interface.",
        "A.cs(8,57) error ASPECT0015 at «Fallback = \"Lost\"»: The fallback cannot replace the call of ISecond.D(), because ISecond has no method 'Lost'. Add 'void Lost()'.");

    [Fact]
    public Task An_assembly_attribute_without_methods_to_cover_is_reported() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IDisposable>("a", Members = ["Dispose"], FallbackType = typeof(Nothing))]
        [assembly: CircuitBreakerFor<IFormatProvider>("b", FallbackType = typeof(string))]
        public struct Nothing : IDisposable { public void Dispose() { } }
        """,
        "A.cs(2,52) error ASPECT0015 at «FallbackType = typeof(string)»: The fallback cannot replace the call of System.IFormatProvider.GetFormat(System.Type?), because string does not implement System.IFormatProvider. Implement the interface.");

    [Fact]
    public Task The_compiler_alone_reports_half_typed_code() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(Missing))] void A();
            [CircuitBreaker("a", FallbackType = typeof(Missing))] void B();
        }
        """,
        "A.cs(3,26) error ASPECT0015 at «Fallback = nameof(Missing)»: The fallback cannot replace the call of IAuth.A(), because IAuth has no method 'Missing'. Add 'void Missing()'.",
        "A.cs(3,44) error CS0103",
        "A.cs(4,48) error CS0246");
}
