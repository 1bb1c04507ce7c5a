using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>What was parsed once is not parsed again until a declaration changes.</summary>
public sealed class KnownModelsTests
{
    private const string Interface = "namespace Shop; public interface IAuth { [Aspects.CircuitBreaker(Names.Auth)] void M(); }";
    private const string Other = "namespace Shop; public static class Names { public const string Auth = \"auth\"; public static int Count() => 1; }";
    private readonly Counting _counting = new();

    [Theory]
    [InlineData("=> 1", "=> 2", 0)]
    [InlineData("public static int", "/* how many */ public static int", 0)]
    [InlineData("\"auth\"", "\"other\"", 1)]
    [InlineData("static int Count", "static long Count", 1)]
    public void An_edit_in_another_file_parses_again_only_what_it_may_have_changed(string before, string after, int parsed)
    {
        var project = Project.Of(Interface, Other);
        var compilation = project.Compile();
        var driver = CSharpGeneratorDriver.Create([_counting.AsSourceGenerator()], parseOptions: project.ParseOptions)
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.Equal(1, _counting.Parsed);

        var other = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "File2.cs");
        Assert.Contains(before, Other, StringComparison.Ordinal);
        driver.RunGenerators(
            compilation.ReplaceSyntaxTree(other, project.Parse("File2.cs", Other.Replace(before, after, StringComparison.Ordinal))),
            TestContext.Current.CancellationToken);

        Assert.Equal(1 + parsed, _counting.Parsed);
    }

    [Fact]
    public void An_edit_of_its_own_file_parses_an_interface_again()
    {
        var project = Project.Of(Interface, Other);
        var compilation = project.Compile();
        var driver = CSharpGeneratorDriver.Create([_counting.AsSourceGenerator()], parseOptions: project.ParseOptions)
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        driver.RunGenerators(
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], project.Parse("File1.cs", "// Who may come in.\n" + Interface)),
            TestContext.Current.CancellationToken);

        Assert.Equal(2, _counting.Parsed);
    }

    /// <summary>Asks for the models as the generator does, and counts how often one is parsed.</summary>
    private sealed class Counting : IIncrementalGenerator
    {
        private int _parsed;

        public int Parsed => _parsed;

        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.CreateSyntaxProvider(
                InterfaceParser.IsCandidate,
                (context, cancellationToken) => KnownModels.GetOrParse(context, Parse, cancellationToken)),
            static (_, _) => { });

        private ProxyModel? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _parsed);
            return InterfaceParser.Parse(context, AspectsGenerator.Aspects, cancellationToken);
        }
    }
}
