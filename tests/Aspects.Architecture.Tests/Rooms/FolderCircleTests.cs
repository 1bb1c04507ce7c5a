using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Architecture.Tests;

/// <summary>No folder of a project in <c>src</c> depends on itself through other folders.</summary>
public sealed class FolderCircleTests
{
    public static TheoryData<string> Projects => [.. SourceProject.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_compiles_again_from_the_arguments_of_its_build(string name) =>
        Assert.Empty(SourceProject.Load(name).Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_form_no_circle(string name)
    {
        var project = SourceProject.Load(name);
        var graph = FolderGraph.Create(project.Compilation, project.Folder);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}:\n{graph.Describe()}");

        var circle = graph.FindShortestCircle();

        Assert.True(circle.Count == 0, $"Folders of {name} form a circle:\n{graph.Describe(circle)}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_root_of_a_project_holds_no_type_but_the_generator(string name)
    {
        var files = Repository.FindFiles("src/" + name, "*.cs").Where(static file => !file.Contains('/', StringComparison.Ordinal));

        Assert.Equal(name == "Aspects.Compiler" ? ["AspectsGenerator.cs"] : [], files);
    }

    [Fact]
    public void A_circle_is_found_and_described_with_its_files_and_symbols()
    {
        var graph = CreateGraph(
            ("Dough/Bread.cs", "class Bread { Oven Baked => new(); }"),
            ("Heat/Oven.cs", "class Oven { int Fuel => Wood.Pieces; }"),
            ("Fuel/Wood.cs", "class Wood { public static int Pieces; static Oven Burner; }"));

        var circle = graph.FindShortestCircle();

        Assert.Equal(["Fuel", "Heat", "Fuel"], circle);
        Assert.Equal(
            """
            Fuel -> Heat
                Fuel/Wood.cs -> Heat/Oven.cs: Oven
            Heat -> Fuel
                Heat/Oven.cs -> Fuel/Wood.cs: Wood, Wood.Pieces
            """,
            graph.Describe(circle));
    }

    [Fact]
    public void Symbols_without_a_name_in_the_source_count_too()
    {
        var graph = CreateGraph(
            ("Amounts/Money.cs", "class Money { object Owner = new Till(); public static Money operator +(Money a, Money b) => a; }"),
            ("Shop/Till.cs", "class Till { object Sum => Safe.Coins + Safe.Notes; }"),
            ("Vault/Safe.cs", "class Safe { public static Money Coins, Notes; }"));

        Assert.Equal(["Amounts", "Shop", "Amounts"], graph.FindShortestCircle());
    }

    [Fact]
    public void The_home_of_a_partial_type_is_the_file_with_the_shortest_name()
    {
        var graph = CreateGraph(
            ("Base/Tree.cs", "partial class Tree { }"),
            ("Leaves/Tree.Leaves.cs", "partial class Tree { Tree Parent; }"));

        Assert.Empty(graph.FindShortestCircle());
    }

    private static FolderGraph CreateGraph(params (string File, string Text)[] sources) => FolderGraph.Create(
        CSharpCompilation.Create(
            "Sample",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source.Text, path: "/sample/" + source.File)),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
        "/sample");
}
