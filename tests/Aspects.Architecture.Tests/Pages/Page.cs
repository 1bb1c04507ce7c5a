using System.Text.RegularExpressions;

namespace Aspects.Architecture.Tests;

/// <summary>A page of the documentation, as text and as tables.</summary>
internal sealed partial class Page(string path)
{
    public static IReadOnlyList<string> Paths { get; } =
        ["README.md", .. Repository.FindFiles("docs", "*.md").Select(static file => "docs/" + file)];

    public string Path { get; } = path;

    public string Text { get; } = Repository.Read(path);

    /// <summary>Reads the rows of the table with the given first cell in its header.</summary>
    public IReadOnlyList<string[]> ReadTable(string header) =>
    [
        .. ReadTableLines(header).Skip(2).Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>Reads the lines of the table with the given first cell in its header.</summary>
    public IReadOnlyList<string> ReadTableLines(string header)
    {
        var lines = Text.Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {header} |", StringComparison.Ordinal))
            .TakeWhile(static line => line.StartsWith('|'))
            .ToList();
        Assert.True(lines.Count > 2, $"{Path} has no table that begins with '| {header} |'.");
        return lines;
    }

    /// <summary>Finds what a text has between backticks.</summary>
    public static IEnumerable<string> FindCode(string text) => Code().Matches(text).Select(static match => match.Groups["code"].Value);

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();
}
