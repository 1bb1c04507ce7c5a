namespace Aspects.Compiler.Tests;

/// <summary>The same input gives the same bytes, in whatever order and with whatever line ends it comes.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] Parts =
    [
        "namespace Shop; public partial interface IParts : System.IDisposable { [Aspects.CircuitBreaker(\"one\")] int First(); }",
        "namespace Shop; public partial interface IParts : System.IAsyncDisposable { int Second(); event System.Action Third; }",
        "namespace Shop; [Aspects.CircuitBreaker(\"two\")] public partial interface IParts : IBase { string Fourth { get; } }",
        "namespace Shop; public partial interface IBase { int Fifth(); }",
        "namespace Shop; public partial interface IBase { int Sixth(); }",
    ];

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        string[] texts = [.. Shape.Names.Select(Shape.Read), .. Parts];
        var expected = FilesOf(texts);

        foreach (var seed in Enumerable.Range(1, 3))
        {
            var shuffled = texts.Select(static (text, index) => (text, index)).ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, FilesOf(shuffled));
        }
    }

    [Fact]
    public void Line_ends_do_not_matter()
    {
        string[] texts = [.. Shape.Names.Select(Shape.Read)];
        Assert.DoesNotContain(texts, static text => text.Contains('\r', StringComparison.Ordinal));

        var files = FilesOf([.. texts.Select(static text => text.ReplaceLineEndings("\r\n"))]);

        Assert.Equal(FilesOf(texts), files);
        Assert.All(files.Values, static text => Assert.DoesNotContain('\r', text));
    }

    private static SortedDictionary<string, string> FilesOf(string[] texts) =>
        FilesOf([.. texts.Select(static (text, index) => (text, index))]);

    // A file keeps its path wherever in the list it stands.
    private static SortedDictionary<string, string> FilesOf((string Text, int Index)[] texts)
    {
        var project = Project.Of();
        var compilation = project.Compile().AddSyntaxTrees(
            texts.Select(file => project.Parse(FormattableString.Invariant($"/src/{file.Index:D3}.cs"), file.Text)));
        return Generation.Of(compilation, project.ParseOptions).Files;
    }
}
