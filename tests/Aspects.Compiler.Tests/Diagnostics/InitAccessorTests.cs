namespace Aspects.Compiler.Tests;

public sealed class InitAccessorTests
{
    [Fact]
    public Task An_init_accessor_of_a_proxied_interface_is_reported() => Analysis.Expect(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        [CB("a")]
        public interface IAuth
        {
            int A { get; init; }
            int B { init; }
            int C { get => 1; init { } }
            int this[int i] { get; init; }
            void D();
        }
        """,
        "A.cs(5,18) warning ASPECT0006 at «init»: The init accessor of IAuth.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.",
        "A.cs(6,13) warning ASPECT0006 at «init»: The init accessor of IAuth.B throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.",
        "A.cs(7,23) warning ASPECT0006 at «init»: The init accessor of IAuth.C throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.",
        "A.cs(8,28) warning ASPECT0006 at «init»: The init accessor of IAuth.this[int] throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.");

    [Fact]
    public Task Setters_and_interfaces_without_a_proxy_are_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth { void M(); int A { get; set; } sealed int B { get => 1; init { } } int C { get => 1; private init { } } }
        public interface IPlain { int A { get; init; } }
        public class Plain { public int A { get; init; } }
        """);

    [Fact]
    public Task An_inherited_init_accessor_is_reported_once_for_all_proxies() => Analysis.Expect(
        """
        public interface IBase<T> { T A { get; init; } }
        public interface IAuth : IBase<int> { [CircuitBreaker("a")] void B(); }
        public static class Outer { public interface IOther<T> : IBase<T> { [CircuitBreaker("a")] void B(); } }
        """,
        "A.cs(1,40) warning ASPECT0006 at «init»: The init accessor of IBase<T>.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.");

    [Fact]
    public Task Obstacles_of_an_external_interface_are_reported()
    {
        var library = Compilations.Of([("L.cs", "public interface IBase { int A { get; init; } void M(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of(
            """
            [assembly: CircuitBreakerFor<IBase>("foreign"), CircuitBreakerFor<IOwn>("own")]
            public interface IOwn { int B { get; init; } void C(); }
            """).Referencing(library),
            "A.cs(1,12) warning ASPECT0006 at «CircuitBreakerFor<IBase>(\"foreign\")»: The init accessor of IBase.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.",
            "A.cs(2,38) warning ASPECT0006 at «init»: The init accessor of IOwn.B throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.");
    }

    [Fact]
    public Task An_init_accessor_of_another_assembly_is_reported_at_the_interface()
    {
        var library = Compilations.Of([("L.cs", "public interface IBase { int A { get; init; } void M(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("[CircuitBreaker(\"a\")] public interface IAuth : IBase;").Referencing(library),
            "A.cs(1,40) warning ASPECT0006 at «IAuth»: The init accessor of IBase.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.");
    }

    [Fact]
    public Task A_partial_interface_reports_once() => Analysis.Expect(Compilations.Of(
        """
        [CircuitBreaker("a")] public partial interface IAuth { void B(); }
        """,
        """
        public partial interface IAuth { int A { get; init; } }
        """),
        "B.cs(1,47) warning ASPECT0006 at «init»: The init accessor of IAuth.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.");

    [Fact]
    public Task No_analyzer_throws_for_unfinished_code() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            void M(); Missing A { get; init
        """,
        "A.cs(4,15) error CS0246",
        "A.cs(4,32) warning ASPECT0006 at «init»: The init accessor of IAuth.A throws in the proxy, because the instance behind the proxy already exists. Use set, or set the property on that instance.",
        "A.cs(4,36) error CS1513",
        "A.cs(4,36) error CS1513",
        "A.cs(4,36) error CS8180");
}
