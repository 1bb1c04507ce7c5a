using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Each id has a page, which the help link leads to, and the page's examples do what it says.</summary>
public sealed partial class PageTests
{
    private static readonly DiagnosticDescriptor[] Descriptors =
    [
        .. Analysis.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_first_example_gives_that_diagnostic_and_the_second_gives_none(string id)
    {
        var examples = Example().Matches(Page(id)).Select(static match => match.Groups[1].Value).ToList();

        Assert.Equal(2, examples.Count);
        Assert.Equal([id], (await Diagnostics(examples[0])).Distinct());
        Assert.Empty(await Diagnostics(examples[1]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_id_the_title_and_the_severity_of_its_diagnostic(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n\nSeverity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}.", Page(id), StringComparison.Ordinal);
        Assert.Equal($"https://github.com/aspects-dotnet/aspects/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
    }

    [Fact]
    public void There_are_as_many_pages_as_diagnostics()
    {
        var pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics"), "ASPECT*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Descriptors.Select(static descriptor => descriptor.Id), pages);
    }

    [Fact]
    public void Ids_are_told_apart_and_numbered_without_gaps() => Assert.Equal(
        Enumerable.Range(1, Descriptors.Length).Select(static number => $"ASPECT{number:D4}"),
        Descriptors.Select(static descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_release_table_has_the_title(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);
        var table = string.Concat(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "releases")).Select(File.ReadAllText));

        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", table, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> Diagnostics(string example)
    {
        var compilation = Compilations.Of(example);
        var diagnostics = await Analysis.Run(Agreement.Generate(compilation));
        Agreement.Check(compilation, diagnostics);
        return diagnostics.Select(static diagnostic => diagnostic.Id);
    }

    private static string Page(string id) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", $"{id}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
