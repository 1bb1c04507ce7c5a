using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>The generator does nothing again that an edit has not touched, and holds on to nothing of a compilation.</summary>
public sealed class IncrementalityTests
{
    private const string First =
        """
        using System.Threading.Tasks;
        namespace Shop;
        public interface IFirst
        {
            [Aspects.CircuitBreaker("one", BreakSeconds = 2)]
            Task<int> RunAsync<T>(string text, T? value) where T : class;

            [Aspects.CircuitBreaker("two")]
            string Name { get; set; }

            event System.Action? Happened;
        }

        public class Worker
        {
            public int Work() => 1;
        }
        """;

    private const string Second =
        """
        namespace Shop;
        [Aspects.CircuitBreaker("one")]
        public interface ISecond<T> where T : notnull { int Count(T value); }
        """;

    private const string Third =
        """
        namespace Shop;
        [Aspects.CircuitBreaker("three")]
        public interface IThird : IFirst { void Do(); }
        """;

    private const string Foreign =
        """
        [assembly: Aspects.CircuitBreakerFor<System.IFormatProvider>("formats", BreakSeconds = 4, Ignore = [typeof(System.ArgumentException)])]
        """;

    public static TheoryData<string> StepNames =>
    [
        .. typeof(AspectsGenerator.Steps).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static step => (string)step.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Edits => ["a new file", "a comment in another file", "a comment in its own file", "a body in its own file"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_unrelated_edit_repeats_no_step(string edit)
    {
        var first = Generate();

        var second = first.After(compilation => edit switch
        {
            "a new file" => compilation.AddSyntaxTrees(Parse("New.cs", "namespace Shop; public class New { public void M() { } }")),
            "a comment in another file" => Replace(compilation, "File2.cs", text => "// Said in passing.\n" + text),
            "a comment in its own file" => Replace(compilation, "File1.cs", text => "// Said in passing.\n" + text),
            _ => Replace(compilation, "File1.cs", text => text.Replace("=> 1;", "=> 2;", StringComparison.Ordinal)),
        });

        var steps = second.Result.TrackedSteps.Where(static step => StepNames.Any(name => name.Data == step.Key)).ToList();
        Assert.Equal(StepNames.Count, steps.Count);
        Assert.All(steps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs), static output =>
            Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, output.Reason.ToString()));
        var outputs = second.Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).ToList();
        Assert.Equal(5, outputs.Count);
        Assert.All(outputs, static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void A_change_to_one_interface_writes_one_proxy_again()
    {
        var first = Generate();

        var second = first.After(static compilation => Replace(
            compilation, "File2.cs", static text => text.Replace("int Count(T value);", "long Count(T value);", StringComparison.Ordinal)));

        Assert.Equal(["Shop.ISecond{T}.Proxy.g.cs"], WrittenAgain(first, second));
    }

    [Fact]
    public void A_change_to_a_base_interface_writes_what_derives_from_it_again()
    {
        var first = Generate();

        var second = first.After(static compilation => Replace(
            compilation, "File1.cs", static text => text.Replace("Happened", "Occurred", StringComparison.Ordinal)));

        Assert.Equal(["Shop.IFirst.Proxy.g.cs", "Shop.IThird.Proxy.g.cs"], WrittenAgain(first, second));
    }

    [Fact]
    public void A_change_to_an_attribute_of_the_assembly_writes_that_proxy_again()
    {
        var first = Generate();

        var second = first.After(static compilation => Replace(
            compilation, "File4.cs", static text => text.Replace("BreakSeconds = 4", "BreakSeconds = 5", StringComparison.Ordinal)));

        Assert.Equal(["System.IFormatProvider.Proxy.g.cs"], WrittenAgain(first, second));
    }

    [Fact]
    public void A_new_breaker_writes_the_catalog_again()
    {
        var first = Generate();

        var second = first.After(static compilation => Replace(
            compilation, "File3.cs", static text => text.Replace("\"three\"", "\"four\"", StringComparison.Ordinal)));

        Assert.Equal(["Aspects.AspectCatalog.g.cs", "Shop.IThird.Proxy.g.cs"], WrittenAgain(first, second));
    }

    [Theory]
    [MemberData(nameof(StepNames))]
    public void No_step_holds_anything_of_a_compilation(string step)
    {
        var outputs = Generate().Result.TrackedSteps[step].SelectMany(static run => run.Outputs).ToList();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Null(ObjectGraph.FindRoslyn(output.Value)));
    }

    [Fact]
    public void The_search_for_symbols_finds_one()
    {
        var compilation = Generate().Output;
        var symbol = compilation.GetTypeByMetadataName("Shop.Worker")!;

        Assert.NotNull(ObjectGraph.FindRoslyn(new[] { new { Deep = new Lazy<object>(symbol) } }));
        Assert.NotNull(ObjectGraph.FindRoslyn(new List<object> { compilation.SyntaxTrees.First().GetRoot(TestContext.Current.CancellationToken) }));
        Assert.NotNull(ObjectGraph.FindRoslyn((1, symbol.Locations[0])));
        Assert.Null(ObjectGraph.FindRoslyn(("text", 1, new List<object> { new() })));
    }

    private static Generation Generate() => Project.Of(First, Second, Third, Foreign).Generate();

    private static SyntaxTree Parse(string path, string text) => Project.Of().Parse(path, text);

    private static Compilation Replace(Compilation compilation, string path, Func<string, string> edit)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        var text = old.ToString();
        var edited = edit(text);
        Assert.NotEqual(text, edited);
        return compilation.ReplaceSyntaxTree(old, Parse(path, edited));
    }

    /// <summary>The files that are not what they were; no other has been written.</summary>
    private static List<string> WrittenAgain(Generation first, Generation second)
    {
        var before = first.Files;
        var changed = second.Files.Where(file => before[file.Key] != file.Value).Select(static file => file.Key).ToList();
        var written = second.Result.TrackedOutputSteps.SelectMany(static step => step.Value)
            .SelectMany(static run => run.Outputs)
            .Count(static output => output.Reason != IncrementalStepRunReason.Cached);
        Assert.Equal(changed.Count, written);
        return changed;
    }
}
