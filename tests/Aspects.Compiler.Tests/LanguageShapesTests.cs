using System.Text.RegularExpressions;

namespace Aspects.Compiler.Tests;

/// <summary>The page on language shapes says of each where it is shown: there has to be something to see.</summary>
public sealed partial class LanguageShapesTests
{
    private static readonly string Tests = Path.GetDirectoryName(Path.GetDirectoryName(SnapshotFiles.Folder))!;

    private static readonly string[] Projects = ["Aspects.Compiler.Tests", "Aspects.Generator.RunTests"];

    public static TheoryData<string> Rows =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "language-shapes.md"))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| shape |", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_names_what_shows_it(string row)
    {
        var cells = row.Trim().Trim('|').Split(" | ");
        Assert.Equal(3, cells.Length);

        var shown = Quoted().Matches(cells[2]).Select(static quoted => quoted.Groups["name"].Value).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, static name => Assert.True(name.EndsWith(".cs", StringComparison.Ordinal) ? IsShape(name) : IsTest(name), $"There is no {name}."));
    }

    [Fact]
    public void Every_shape_is_on_the_page_or_about_something_else_than_the_language()
    {
        string[] others = ["All", "AuthClient", "EverySetting", "Fallbacks", "Settings", "TwoBreakers"];

        var missing = Shape.Names.Where(static name => !Rows.Any(row => row.Data.Contains($"`{name}.cs`", StringComparison.Ordinal)));

        Assert.Equal(others, missing);
    }

    [Fact]
    public void Every_shape_has_a_snapshot()
    {
        var snapshots = File.ReadAllText(Path.Combine(SnapshotFiles.Folder, "ProxySnapshots.cs"));

        Assert.All(Shape.Names, name => Assert.Contains($"Matches(\"{name}\")", snapshots, StringComparison.Ordinal));
    }

    private static bool IsShape(string file) => Shape.Names.Contains(Path.GetFileNameWithoutExtension(file));

    // That a public method of a test class is a test is the business of an analyzer.
    private static bool IsTest(string name) => name.Split('.') is [var type, var method]
        && Projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Tests, project), type + ".cs", SearchOption.AllDirectories))
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"public (async )?(void|Task) {method}\("));

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
