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
    public Task What_is_no_interface_cannot() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<string>("a")]
        [assembly: CircuitBreakerFor(typeof(int), "b")]
        [assembly: CircuitBreakerFor(typeof(int[]), "c")]
        [assembly: CircuitBreakerFor(null!, "d")]
        """,
        "A.cs(1,12) error ASPECT0010 at «CircuitBreakerFor<string>(\"a\")»: [CircuitBreakerFor] cannot protect string, because it is no interface; a proxy can stand in for interfaces only",
        "A.cs(2,12) error ASPECT0010 at «CircuitBreakerFor(typeof(int), \"b\")»: [CircuitBreakerFor] cannot protect int, because it is no interface; a proxy can stand in for interfaces only",
        "A.cs(3,12) error ASPECT0010 at «CircuitBreakerFor(typeof(int[]), \"c\")»: [CircuitBreakerFor] cannot protect int[], because it is no interface; a proxy can stand in for interfaces only",
        "A.cs(4,12) error ASPECT0010 at «CircuitBreakerFor(null!, \"d\")»: [CircuitBreakerFor] cannot protect null, because it is no interface; a proxy can stand in for interfaces only");

    [Fact]
    public Task An_interface_that_is_annotated_here_needs_no_second_attribute() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IOwn>("own")]
        public interface IOwn { [CircuitBreaker("mine")] void A(); }
        """,
        "A.cs(1,12) error ASPECT0010 at «CircuitBreakerFor<IOwn>(\"own\")»: [CircuitBreakerFor] cannot protect IOwn, because it carries [CircuitBreaker] itself in this project; put the settings there");

    [Fact]
    public Task Members_have_to_exist_and_be_named_once() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IFormatProvider>("a", Members = ["GetFormat", "Format"])]
        [assembly: CircuitBreakerFor<IFormatProvider>("b", Members = ["GetFormat"])]
        [assembly: CircuitBreakerFor<IServiceProvider>("c")]
        [assembly: CircuitBreakerFor<IServiceProvider>("d")]
        """,
        "A.cs(1,52) error ASPECT0010 at «Members = [\"GetFormat\", \"Format\"]»: [CircuitBreakerFor] cannot protect System.IFormatProvider, because it has no method or property 'Format'; it has GetFormat",
        "A.cs(2,52) error ASPECT0010 at «Members = [\"GetFormat\"]»: [CircuitBreakerFor] cannot protect System.IFormatProvider, because another attribute of the assembly is about 'GetFormat' already; take one of them away",
        "A.cs(4,12) error ASPECT0010 at «CircuitBreakerFor<IServiceProvider>(\"d\")»: [CircuitBreakerFor] cannot protect System.IServiceProvider, because another attribute of the assembly is about all its methods already; take one of them away");

    [Fact]
    public Task What_cannot_have_a_proxy_is_refused_at_the_attribute() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor(typeof(IParsable<int>), "parsing")]
        """,
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IParsable<int>), \"parsing\")»: System.IParsable<int> cannot have a circuit breaker proxy because of System.IParsable<int>.Parse(string, System.IFormatProvider?): a proxy cannot forward a static abstract member to an instance; move it to another interface",
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IParsable<int>), \"parsing\")»: System.IParsable<int> cannot have a circuit breaker proxy because of System.IParsable<int>.TryParse(string?, System.IFormatProvider?, out int): a proxy cannot forward a static abstract member to an instance; move it to another interface");

    [Fact]
    public Task What_is_named_with_dynamic_no_type_can_implement() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor(typeof(IEqualityComparer<List<dynamic>[]>), "items")]
        [assembly: CircuitBreakerFor(typeof(IEqualityComparer<List<object>[]>), "items")]
        """,
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor(typeof(IEqualityComparer<List<dynamic>[]>), \"items\")»: System.Collections.Generic.IEqualityComparer<System.Collections.Generic.List<dynamic>[]> cannot have a circuit breaker proxy: no type can implement an interface named with dynamic; name it with object");

    [Fact]
    public Task A_name_is_needed_there_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IFormatProvider>(" ")]
        """,
        "A.cs(1,47) error ASPECT0001 at «\" \"»: The circuit breaker name on the assembly for System.IFormatProvider is \" \": write one that is not blank, as in [CircuitBreaker(\"auth\")]");

    [Fact]
    public Task A_name_that_is_missing_in_the_other_assembly_is_told_at_the_attribute()
    {
        var library = Compilations.Of([("L.cs", "public interface IBase { [CircuitBreaker(null!)] void A(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("[assembly: CircuitBreakerFor<IBase>(\"base\")]").Referencing(library),
            "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor<IBase>(\"base\")»: IBase cannot have a circuit breaker proxy because of IBase.A(): the [CircuitBreaker] on it has no name; give it one in its assembly");
    }

    [Fact]
    public Task What_is_not_finished_is_the_compilers_business() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IMissing>("a")]
        [assembly: CircuitBreakerFor("b")]
        [assembly: CircuitBreakerFor<IFormatProvider>]
        """,
        "A.cs(1,30) error CS0246",
        "A.cs(2,12) error CS7036",
        "A.cs(3,12) error CS7036");
}
