using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Each assembly calls the catalogs of those it references: nothing is searched for.</summary>
public sealed class CatalogTests
{
    private const string Interface = "public interface I { [Aspects.CircuitBreaker(\"a\")] void M(); }";
    private const string CatalogFile = "Aspects.AspectCatalog.g.cs";

    [Theory]
    [InlineData("Lib", "LibAspectCatalog")]
    [InlineData("My.Lib", "My_LibAspectCatalog")]
    [InlineData("my-lib", "my___002DlibAspectCatalog")]
    [InlineData("My_Lib", "My__LibAspectCatalog")]
    [InlineData("3D", "_3DAspectCatalog")]
    [InlineData("class", "classAspectCatalog")]
    [InlineData("Bücher & Co", "Bücher___0020___0026___0020CoAspectCatalog")]
    public void The_catalog_of_a_reference_is_called(string assemblyName, string catalog)
    {
        var library = (Project.Of(Interface) with { AssemblyName = assemblyName }).Generate();
        library.AssertCompiles();

        var shop = (Project.Of("public class Program;") with { References = [library.Emit()] }).Generate();

        shop.AssertCompiles();
        Assert.Equal([CatalogFile], shop.Files.Keys);
        Assert.Contains($"global::Aspects.Generated.{catalog}.Register();", shop.Files[CatalogFile], StringComparison.Ordinal);
    }

    [Fact]
    public void Assemblies_whose_names_are_nearly_the_same_can_be_referenced_together()
    {
        string[] names =
            ["A.B", "A_B", "A-B", "A.x002DB", "A.002DB", "A.__002DB", "A._B", "A_.B", "A..B", "A__B", "A.B.", "_A.B", ".A.B", "a.b", "AB", "1", ".1", "_1"];
        var references = names.Select(static (name, index) =>
            (Project.Of(FormattableString.Invariant($"namespace N{index};") + Interface) with { AssemblyName = name }).Generate().Emit());

        var shop = (Project.Of(Interface) with { References = [.. references] }).Generate();

        shop.AssertCompiles();
        Assert.Equal(names.Length + 1, shop.Files[CatalogFile].Split(".Register();").Length - 1);
    }

    [Fact]
    public void A_reference_without_proxies_is_not_called()
    {
        var library = (Project.Of("public class Library { public Aspects.CircuitState State; }") with { AssemblyName = "Lib" }).Generate();
        Assert.Empty(library.Files);

        var shop = (Project.Of(Interface) with { References = [library.Emit()] }).Generate();

        Assert.DoesNotContain("Lib", shop.Files[CatalogFile], StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_in_the_same_solution_is_called_before_it_is_built()
    {
        var library = (Project.Of(Interface) with { AssemblyName = "Lib" }).Generate();

        var shop = (Project.Of("public class Program;") with { References = [library.Output.ToMetadataReference()] }).Generate();

        shop.AssertCompiles();
        Assert.Contains("LibAspectCatalog.Register();", shop.Files[CatalogFile], StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_sees_the_internals_of_another_compiles()
    {
        var library = (Project.Of(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")]",
            "namespace Shop; internal interface I { [Aspects.CircuitBreaker(\"a\")] void M(); }") with
        { AssemblyName = "Lib" }).Generate();

        var shop = (Project.Of("namespace Shop; internal interface IDerived : I { [Aspects.CircuitBreaker(\"a\")] void N(); }") with
        {
            References = [library.Emit()],
        }).Generate();

        shop.AssertCompiles();
        Assert.Equal(2, shop.Files.Count);
    }
}
