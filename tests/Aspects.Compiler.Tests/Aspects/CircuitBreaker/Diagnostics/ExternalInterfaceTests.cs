namespace Aspects.Compiler.Tests;

public sealed class ExternalInterfaceTests
{
    [Fact]
    public Task Interfaces_of_other_assemblies_and_of_this_one_can_be_named_whole_or_by_members() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IFormatProvider>("formats")]
        [assembly: CircuitBreakerFor(typeof(IComparer<>), "comparers")]
        [assembly: CircuitBreakerFor(typeof(IDictionary<string, int>), "reads", Members = ["Item", "TryGetValue"])]
        [assembly: CircuitBreakerFor(typeof(IDictionary<string, int>), "writes", Members = ["Add"])]
        [assembly: CircuitBreakerFor<IOwn>("own")]
        public interface IOwn { void A(); }
        """);

    [Fact]
    public Task A_type_that_is_no_interface_is_reported() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<string>("a")]
        [assembly: CircuitBreakerFor(typeof(int), "b")]
        [assembly: CircuitBreakerFor(typeof(int[]), "c")]
        [assembly: CircuitBreakerFor(null!, "d")]
        """,
        "A.cs(1,12) error ASPECT0010 at «CircuitBreakerFor<string>(\"a\")»: [CircuitBreakerFor] cannot protect the interface string, because the type is not an interface, and a proxy implements only interfaces. Name an interface.",
        "A.cs(2,12) error ASPECT0010 at «CircuitBreakerFor(typeof(int), \"b\")»: [CircuitBreakerFor] cannot protect the interface int, because the type is not an interface, and a proxy implements only interfaces. Name an interface.",
        "A.cs(3,12) error ASPECT0010 at «CircuitBreakerFor(typeof(int[]), \"c\")»: [CircuitBreakerFor] cannot protect the interface int[], because the type is not an interface, and a proxy implements only interfaces. Name an interface.",
        "A.cs(4,12) error ASPECT0010 at «CircuitBreakerFor(null!, \"d\")»: [CircuitBreakerFor] cannot protect the interface null, because the type is not an interface, and a proxy implements only interfaces. Name an interface.");

    [Fact]
    public Task An_interface_that_is_annotated_here_needs_no_second_attribute() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IOwn>("own")]
        public interface IOwn { [CircuitBreaker("mine")] void A(); }
        """,
        "A.cs(1,12) error ASPECT0010 at «CircuitBreakerFor<IOwn>(\"own\")»: [CircuitBreakerFor] cannot protect the interface IOwn, because the interface has [CircuitBreaker] in this project. Put the settings there.");

    [Fact]
    public Task Unknown_and_repeated_members_are_reported() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IFormatProvider>("a", Members = ["GetFormat", "Format"])]
        [assembly: CircuitBreakerFor<IFormatProvider>("b", Members = ["GetFormat"])]
        [assembly: CircuitBreakerFor<IServiceProvider>("c")]
        [assembly: CircuitBreakerFor<IServiceProvider>("d")]
        """,
        "A.cs(1,52) error ASPECT0010 at «Members = [\"GetFormat\", \"Format\"]»: [CircuitBreakerFor] cannot protect the interface System.IFormatProvider, because it has no method or property 'Format'. Use GetFormat.",
        "A.cs(2,52) error ASPECT0010 at «Members = [\"GetFormat\"]»: [CircuitBreakerFor] cannot protect the interface System.IFormatProvider, because another [CircuitBreakerFor] covers 'GetFormat'. Remove one of the attributes.",
        "A.cs(4,12) error ASPECT0010 at «CircuitBreakerFor<IServiceProvider>(\"d\")»: [CircuitBreakerFor] cannot protect the interface System.IServiceProvider, because another [CircuitBreakerFor] covers all its methods. Remove one of the attributes.");

    [Fact]
    public Task An_external_interface_without_a_proxy_is_refused_at_the_attribute() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor(typeof(IParsable<int>), "parsing")]
        """,
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IParsable<int>), \"parsing\")»: The interface System.IParsable<int> cannot have a proxy, because System.IParsable<int>.Parse(string, System.IFormatProvider?) is static abstract, and a proxy forwards only to an instance. Move it to another interface.",
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IParsable<int>), \"parsing\")»: The interface System.IParsable<int> cannot have a proxy, because System.IParsable<int>.TryParse(string?, System.IFormatProvider?, out int) is static abstract, and a proxy forwards only to an instance. Move it to another interface.");

    [Fact]
    public Task An_interface_with_dynamic_as_a_type_argument_is_refused() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor(typeof(IEqualityComparer<List<dynamic>[]>), "items")]
        [assembly: CircuitBreakerFor(typeof(IEqualityComparer<List<object>[]>), "items")]
        """,
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IEqualityComparer<List<dynamic>[]>), \"items\")»: The interface System.Collections.Generic.IEqualityComparer<System.Collections.Generic.List<dynamic>[]> cannot have a proxy, because it has dynamic as a type argument, and no type implements such an interface. Use object instead.");

    [Fact]
    public Task An_assembly_attribute_needs_a_name_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IFormatProvider>(" ")]
        """,
        "A.cs(1,47) error ASPECT0001 at «\" \"»: The circuit breaker has no name, because the name on the assembly for System.IFormatProvider is \" \". Write a name, as in [CircuitBreaker(\"auth\")].");

    [Fact]
    public Task A_missing_name_in_another_assembly_is_reported_at_the_assembly_attribute()
    {
        var library = Compilations.Of([("L.cs", "public interface IBase { [CircuitBreaker(null!)] void A(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("[assembly: CircuitBreakerFor<IBase>(\"base\")]").Referencing(library),
            "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor<IBase>(\"base\")»: The interface IBase cannot have a proxy, because IBase.A() has a [CircuitBreaker] without a name. Write the name in the assembly of the interface.");
    }

    [Fact]
    public Task The_compiler_alone_reports_an_unfinished_attribute() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IMissing>("a")]
        [assembly: CircuitBreakerFor("b")]
        [assembly: CircuitBreakerFor<IFormatProvider>]
        """,
        "A.cs(1,30) error CS0246",
        "A.cs(2,12) error CS7036",
        "A.cs(3,12) error CS7036");
}
