using System.Text.RegularExpressions;

namespace Aspects.Compiler.Tests;

/// <summary>What the pages quote as generated code is what the generator writes.</summary>
public sealed partial class DocumentationTests
{
    private const string Usings = """
        using System.Threading;
        using System.Threading.Tasks;
        using Aspects;

        """;

    private static readonly string Root = Path.GetFullPath(Path.Combine(SnapshotFiles.Folder, "..", "..", ".."));

    private const string Token = """

        public sealed record Token(string Value);
        """;

    [Fact]
    public void The_page_on_the_architecture_quotes_a_generated_file_in_full()
    {
        var page = Read("architecture.md");
        var quote = GeneratedBlock().Match(page);
        Assert.True(quote.Success, "docs/architecture.md has no block after <!-- generated: … -->.");

        var generated = Generate(FirstBlock(page));

        Assert.Equal(
            SnapshotFiles.WithoutVersion(generated[quote.Groups["file"].Value].TrimEnd('\n')),
            SnapshotFiles.WithoutVersion(quote.Groups["code"].Value));
    }

    [Fact]
    public void The_readme_quotes_the_proxy_that_is_written_for_its_interface()
    {
        var page = Read("README.md");
        var declaration = ReadmeInterface().Match(page).Value;
        var quoted = ReadmeProxy().Match(page).Value;
        Assert.NotEmpty(declaration);
        Assert.NotEmpty(quoted);

        var generated = Generate("namespace Shop;\n\n" + declaration)["Shop.IAuthClient.Proxy.g.cs"];

        Assert.Contains(quoted, generated, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_on_testing_quotes_tests_that_are_run()
    {
        var quotes = QuotedBlock().Matches(Read("testing.md"));
        Assert.Equal(4, quotes.Count);

        Assert.All(quotes, static quote =>
        {
            var source = File.ReadAllText(Path.Combine(Root, quote.Groups["file"].Value)).ReplaceLineEndings("\n");
            // The one line that differs by -p:UseVerify=true.
            var code = quote.Groups["code"].Value.Replace("Verifier.Verify(driver)", "Snapshot.Matches(driver)", StringComparison.Ordinal);
            Assert.Contains(code, Dedent(source) + source, StringComparison.Ordinal);
        });
    }

    // Members are quoted without the indentation that their type gives them.
    private static string Dedent(string source) => string.Join('\n', source.Split('\n').Select(static line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));

    private static SortedDictionary<string, string> Generate(string declaration) =>
        Project.Of(Usings + declaration + Token).Generate().Files;

    private static string FirstBlock(string page) => AnyBlock().Match(page).Groups["code"].Value;

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name)).ReplaceLineEndings("\n");

    [GeneratedRegex("<!-- generated: (?<file>[^ ]+) -->\n\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex GeneratedBlock();

    [GeneratedRegex("<!-- quoted from: (?<file>[^ ]+) -->\n\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex QuotedBlock();

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("public interface IAuthClient\n\\{.*?\n\\}", RegexOptions.Singleline)]
    private static partial Regex ReadmeInterface();

    [GeneratedRegex("internal sealed class AuthClientProxy.*?\n\\}", RegexOptions.Singleline)]
    private static partial Regex ReadmeProxy();
}
