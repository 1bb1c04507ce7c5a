namespace Aspects.Architecture.Tests;

/// <summary>Comments, messages and pages use the words of the glossary, and lines that fit a screen.</summary>
public sealed class PlainEnglishTests
{
    private const int MaxColumns = 120;

    private static readonly string[] Roots = ["docs", "samples", "src"];

    private static readonly string[] Kinds = ["*.cs", "*.md", "*.csproj", "*.props", "*.targets"];

    public static TheoryData<string> Folders =>
    [
        "README.md",
        .. Roots.SelectMany(static root => FindProse(root).Select(Repository.GetFolder)).Distinct(),
    ];

    public static TheoryData<string> FoldersOfCode => [.. Folders.Select(static folder => folder.Data).Where(static folder => folder.StartsWith("src", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_the_words_of_the_glossary(string folder)
    {
        var found =
            from file in FindFiles(folder)
            from piece in Prose.Read(file)
            from word in PlainEnglish.FindWords(piece.Text)
            select $"{file}:{piece.Line} {word}: {piece.Text}";

        Assert.True(!found.Any(), string.Join('\n', found));
    }

    [Theory]
    [MemberData(nameof(FoldersOfCode))]
    public void A_comment_has_at_most_120_columns(string folder)
    {
        var found =
            from file in FindFiles(folder)
            where file.EndsWith(".cs", StringComparison.Ordinal)
            from line in Prose.ReadCommentLines(file)
            where line.Text.Length > MaxColumns
            select $"{file}:{line.Line} has {line.Text.Length} columns";

        Assert.True(!found.Any(), string.Join('\n', found));
    }

    [Theory]
    [InlineData("Three failures in a row open the circuit.")]
    [InlineData("Whoever calls gets the proxy.")]
    [InlineData("An increment, for it is half the price of a compare-and-swap.")]
    [InlineData("The call is turned away.")]
    [InlineData("Written at the gate.")]
    public void A_replaced_word_is_found(string text) => Assert.Single(PlainEnglish.FindWords(text).Take(1));

    [Theory]
    [InlineData("Three consecutive failures open the circuit.")]
    [InlineData("One breaker for each key, for the models of a gateway.")]
    [InlineData("A link to `foreign-keys`, and a gateway.")]
    public void Other_words_are_not_found(string text) => Assert.Empty(PlainEnglish.FindWords(text));

    private static IEnumerable<string> FindFiles(string folder) =>
        File.Exists(Repository.GetPath(folder)) ? [folder] : FindProse(folder).Where(file => Repository.GetFolder(file) == folder);

    private static IEnumerable<string> FindProse(string root) =>
        Kinds.SelectMany(pattern => Repository.FindFiles(root, pattern)).Select(file => $"{root}/{file}");
}
