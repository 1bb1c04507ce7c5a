namespace Aspects.Compiler.Tests;

public sealed class BreakerNameTests
{
    [Fact]
    public Task Any_name_that_is_not_blank_is_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("auth")]
        public interface IAuth
        {
            [CircuitBreaker("a b/ü-1")] void A();
            [CircuitBreaker(Names.B)] void B();
            [CircuitBreaker(name: nameof(IAuth))] void C();
            [CircuitBreaker("x" + Names.B)] int D { get; }
        }
        public static class Names { public const string B = "b"; }
        """);

    [Fact]
    public Task A_name_is_neither_empty_nor_blank_nor_null() => Analysis.Expect(
        """
        [CircuitBreaker("")]
        public interface IAuth
        {
            [CircuitBreaker("  \t")] void A();
            [CircuitBreaker(null!)] void B();
            [CircuitBreaker(default(string)!)] void C();
            [CircuitBreaker(name: "", BreakSeconds = 1)] void D();
            [CircuitBreaker(Names.Empty)] int E { get; }
            int F { [CircuitBreaker("\u00A0")] get; set; }
        }
        public static class Names { public const string Empty = ""; }
        """,
        "A.cs(1,17) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on IAuth is \"\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(4,21) error ASPECT0001 at «\"  \\t\"»: The circuit breaker has no name, because the name on IAuth.A() is \"  \\t\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(5,21) error ASPECT0001 at «null!»: The circuit breaker has no name, because the name on IAuth.B() is null. Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(6,21) error ASPECT0001 at «default(string)!»: The circuit breaker has no name, because the name on IAuth.C() is null. Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(7,21) error ASPECT0001 at «name: \"\"»: The circuit breaker has no name, because the name on IAuth.D() is \"\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(8,21) error ASPECT0001 at «Names.Empty»: The circuit breaker has no name, because the name on IAuth.E is \"\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(9,29) error ASPECT0001 at «\"\\u00A0\"»: The circuit breaker has no name, because the name on IAuth.F.get is \" \". Write a name, as in [CircuitBreaker(\"auth\")].");

    [Fact]
    public Task An_alias_of_the_attribute_needs_a_name_too() => Analysis.Expect(
        """
        global using GlobalBreaker = Aspects.CircuitBreakerAttribute;
        using CB = Aspects.CircuitBreakerAttribute;
        public interface IAuth
        {
            [CB("")] void A();
            [GlobalBreaker(" ")] void B();
            [global::Aspects.CircuitBreakerAttribute("")] void C();
        }
        """,
        "A.cs(5,9) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on IAuth.A() is \"\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(6,20) error ASPECT0001 at «\" \"»: The circuit breaker has no name, because the name on IAuth.B() is \" \". Write a name, as in [CircuitBreaker(\"auth\")].",
        "A.cs(7,46) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on IAuth.C() is \"\". Write a name, as in [CircuitBreaker(\"auth\")].");

    [Fact]
    public Task An_attribute_of_another_library_with_that_name_is_ignored() => Analysis.Expect(
        """
        namespace Other
        {
            public sealed class CircuitBreakerAttribute(string name) : Attribute { public string Name => name; }
            public interface IAuth { [CircuitBreaker("")] void A(); }
        }
        """);

    [Fact]
    public Task A_partial_nested_generic_interface_reports_once() => Analysis.Expect(Compilations.Of(
        """
        public partial class Outer<T>
        {
            [CircuitBreaker("")] public partial interface IAuth<U> { void A(T t, U u); }
        }
        """,
        """
        public partial class Outer<T>
        {
            public partial interface IAuth<U> { [CircuitBreaker("")] void B(); }
        }
        """),
        "A.cs(3,21) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on Outer<T>.IAuth<U> is \"\". Write a name, as in [CircuitBreaker(\"auth\")].",
        "B.cs(3,57) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on Outer<T>.IAuth<U>.B() is \"\". Write a name, as in [CircuitBreaker(\"auth\")].");

    [Fact]
    public Task The_compiler_alone_reports_unfinished_code() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker] void A();
            [CircuitBreaker()] void B();
            [CircuitBreaker(1)] void C();
            [CircuitBreaker(Missing)] void D();
            [CircuitBreaker(] void E();
            [CircuitBreaker("", "")] void F();
            [CircuitBreaker(BreakSeconds = )] void G();
            [CircuitBreaker(" "
        """,
        "A.cs(3,6) error CS7036",
        "A.cs(4,6) error CS7036",
        "A.cs(5,21) error CS1503",
        "A.cs(6,21) error CS0103",
        "A.cs(7,6) error CS7036",
        "A.cs(7,21) error CS1026",
        "A.cs(8,6) error CS1729",
        "A.cs(9,6) error CS7036",
        "A.cs(9,36) error CS1525",
        "A.cs(10,24) error CS1003",
        "A.cs(10,24) error CS1026",
        "A.cs(10,24) error CS1513");

    [Fact]
    public Task A_nameless_breaker_of_another_assembly_is_reported_where_it_is_inherited()
    {
        var library = Compilations.Of([("L.cs", "public interface IBase { [CircuitBreaker(\"\")] void A(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("public interface IAuth : IBase { void B(); }").Referencing(library),
            "A.cs(1,18) error ASPECT0001 at «IAuth»: The circuit breaker has no name, because the name on IBase.A() is \"\". Write a name, as in [CircuitBreaker(\"auth\")].");
    }

    [Fact]
    public Task A_generated_interface_is_not_skipped() => Analysis.Expect(
        Compilations.Of([("Client.g.cs", "// <auto-generated/>\n[CircuitBreaker(\"\")] public interface IClient { void A(); }")]),
        "Client.g.cs(2,17) error ASPECT0001 at «\"\"»: The circuit breaker has no name, because the name on IClient is \"\". Write a name, as in [CircuitBreaker(\"auth\")].");
}
