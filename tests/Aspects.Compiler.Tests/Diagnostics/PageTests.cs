using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Each diagnostic has a page and a row in the index. The page's examples do what the page says.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Sections = ["What it reports", "Why", "Bad example", "Good example", "Code fix", "When to suppress"];

    private static readonly DiagnosticDescriptor[] Descriptors =
    [
        .. Analysis.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_gives_the_diagnostic_and_the_good_example_gives_none(string id)
    {
        var sections = ReadSections(id);

        Assert.Equal([id], (await FindDiagnostics(sections["Bad example"])).Distinct());
        Assert.Empty(await FindDiagnostics(sections["Good example"]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_starts_with_the_title_and_the_severity_of_its_diagnostic(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n\nSeverity: {Describe(descriptor.DefaultSeverity)}.\n", ReadPage(id), StringComparison.Ordinal);
        Assert.Equal($"https://github.com/aspects-dotnet/aspects/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void All_pages_have_the_same_sections_in_the_same_order(string id)
    {
        Assert.Equal(Sections, Section().Matches(ReadPage(id)).Select(static match => match.Groups[1].Value));
        Assert.All(ReadSections(id).Values, static text => Assert.NotEqual("", text.Trim()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_never_to_suppress_or_how(string id)
    {
        var text = ReadSections(id)["When to suppress"].Trim();

        Assert.True(
            text.StartsWith("Never: ", StringComparison.Ordinal)
            || text.Contains($"#pragma warning disable {id}\n", StringComparison.Ordinal)
            || text.Contains($"dotnet_diagnostic.{id}.severity = none\n", StringComparison.Ordinal),
            text);
    }

    [Fact]
    public void The_index_lists_all_diagnostics() => Assert.Equal(
        Descriptors.Select(static descriptor =>
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} | {Describe(descriptor.DefaultSeverity)} | {(HasFix(descriptor.Id) ? "yes" : "no")} |"),
        ReadPage("README").Split('\n').Where(static line => line.StartsWith("| [", StringComparison.Ordinal)));

    [Fact]
    public void There_are_as_many_pages_as_diagnostics()
    {
        var pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics"), "ASPECT*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Descriptors.Select(static descriptor => descriptor.Id), pages);
    }

    [Fact]
    public void Ids_are_unique_and_have_no_gaps() => Assert.Equal(
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

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_has_the_important_words_of_its_title(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);
        var message = descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture);

        Assert.All(LongWord().Matches(descriptor.Title.ToString(CultureInfo.InvariantCulture)), word => Assert.Contains(word.Value, message, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<IEnumerable<string>> FindDiagnostics(string section)
    {
        var compilation = Compilations.Of(Example().Matches(section).Single().Groups[1].Value);
        var diagnostics = await Analysis.Run(Agreement.Generate(compilation));
        Agreement.Check(compilation, diagnostics);
        return diagnostics.Select(static diagnostic => diagnostic.Id);
    }

    private static bool HasFix(string id) => !ReadSections(id)["Code fix"].TrimStart().StartsWith("None: ", StringComparison.Ordinal);

    private static string Describe(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    private static Dictionary<string, string> ReadSections(string id) => ReadPage(id)
        .Split("\n## ")
        .Skip(1)
        .Select(static section => section.Split('\n', 2))
        .ToDictionary(static section => section[0], static section => section[1]);

    private static string ReadPage(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", $"{name}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\b\w{7,}\b")]
    private static partial Regex LongWord();
}
