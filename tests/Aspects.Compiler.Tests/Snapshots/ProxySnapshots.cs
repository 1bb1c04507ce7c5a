namespace Aspects.Compiler.Tests;

/// <summary>What users read when they step into a proxy.</summary>
public sealed class ProxySnapshots
{
    [Fact]
    public Task An_attribute_on_a_method() => Matches("AuthClient");

    [Fact]
    public Task An_attribute_on_an_interface_with_properties_indexers_and_events() => Matches("WholeInterface");

    [Fact]
    public Task Every_kind_of_return() => Matches("Returns");

    [Fact]
    public Task References_and_spans() => Matches("ByReference");

    [Fact]
    public Task Parameters_of_every_kind() => Matches("Defaults");

    [Fact]
    public Task What_is_guarded_no_further_than_its_call() => Matches("Forwarded");

    [Fact]
    public Task Types_of_every_kind() => Matches("OtherTypes");

    [Fact]
    public Task Events() => Matches("Events");

    [Fact]
    public Task Internal_interfaces_and_members() => Matches("Internal");

    [Fact]
    public Task Pointers() => Matches("Pointers");

    [Fact]
    public Task Ref_structs() => Matches("RefStructs");

    [Fact]
    public Task Namespaces_that_are_named_like_types() => Matches("NamespacesLikeTypes");

    [Fact]
    public Task Everything_in_one_interface() => Matches("All");

    [Fact]
    public Task Settings_of_every_kind() => Matches("Settings");

    [Fact]
    public Task Every_setting_lists_of_exceptions_and_classifiers() => Matches("EverySetting");

    [Fact]
    public Task Interfaces_of_other_assemblies() => Matches("External");

    [Fact]
    public Task Generic_interfaces_and_methods() => Matches("Generics");

    [Fact]
    public Task One_name_with_several_arities() => Matches("Arities");

    [Fact]
    public Task Nested_interfaces() => Matches("Nested");

    [Fact]
    public Task Inherited_and_hidden_members() => Matches("Inherited");

    [Fact]
    public Task Several_breakers() => Matches("TwoBreakers");

    [Fact]
    public Task Names_that_the_proxy_would_have_used() => Matches("Clashes");

    [Fact]
    public Task The_global_namespace() => Matches("GlobalNamespace");

    [Fact]
    public Task Aliases() => Matches("Aliased");

    [Fact]
    public Task A_partial_interface() => Matches("Partial");

    [Fact]
    public Task Interfaces_derived_from_an_annotated_one() => Matches("DerivedFromAnnotated");

    [Fact]
    public Task Keywords_as_names() => Matches("Keywords");

    [Fact]
    public Task Default_members() => Matches("DefaultMembers");

    [Fact]
    public Task Attributes_that_are_repeated() => Matches("Attributes");

    [Fact]
    public Task Cancellation_tokens() => Matches("Tokens");

    [Fact]
    public Task Streams() => Matches("Streams");

    [Fact]
    public Task Breakers_by_key() => Matches("Keys");

    [Fact]
    public Task Fallbacks() => Matches("Fallbacks");

    [Fact]
    public Task A_public_interface_in_an_assembly_with_internal_extensions() => Snapshot.Matches(Project.Of(
        """
        using Aspects;

        [assembly: AspectsVisibility(AspectVisibility.Internal)]

        namespace Shop;

        public interface IClock
        {
            [CircuitBreaker("clock")]
            int Read();
        }
        """).Generate().Driver);

    private static Task Matches(string shape, [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Matches(Project.Of(Shape.Read(shape)).Generate().Driver, method: method);
}
