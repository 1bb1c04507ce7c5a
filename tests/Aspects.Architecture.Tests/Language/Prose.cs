using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Architecture.Tests;

/// <summary>What a reader reads in a file: comments and messages of code, paragraphs of a page. Each is one line, so that words at a line break are found.</summary>
internal static partial class Prose
{
    /// <summary>Reads the prose of a file, each piece with the number of its first line.</summary>
    public static IEnumerable<(int Line, string Text)> Read(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal) ? ReadCode(path) : ReadParagraphs(path);

    /// <summary>Reads the comments of a C# file, as the lines are in the file.</summary>
    public static IEnumerable<(int Line, string Text)> ReadCommentLines(string path) => Repository.Read(path).Split('\n')
        .Select(static (text, index) => (index + 1, text))
        .Where(static line => line.text.TrimStart().StartsWith("//", StringComparison.Ordinal));

    private static IEnumerable<(int Line, string Text)> ReadCode(string path)
    {
        var text = Repository.Read(path);
        var comments = Join(ReadCommentLines(path).Select(static line => (line.Line, line.Text.TrimStart(' ', '/'))));
        var trailing = TrailingComment().Matches(text).Select(comment => (LineOf(text, comment.Index), comment.Value));
        var literals = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()
            .Where(static token => token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken
                or (int)SyntaxKind.MultiLineRawStringLiteralToken or (int)SyntaxKind.SingleLineRawStringLiteralToken)
            .Select(token => (LineOf(text, token.SpanStart), Collapse(token.Text)));
        return [.. comments, .. trailing, .. literals];
    }

    // Names in backticks are code, and of a block of code only the comments are prose.
    private static IEnumerable<(int Line, string Text)> ReadParagraphs(string path)
    {
        var isCode = false;
        var prose = new List<(int Line, string Text)>();
        foreach (var (index, text) in Repository.Read(path).Split('\n').Index())
        {
            var isFence = text.StartsWith("```", StringComparison.Ordinal);
            if (isFence) isCode = !isCode;
            var read = isFence ? "" : isCode ? BlockComment().Match(text).Value : InlineCode().Replace(text, "`…`");
            if (read.Trim().Length > 0) prose.Add((index + 1, read));
        }

        return Join(prose);
    }

    // Lines that follow each other become one.
    private static IEnumerable<(int Line, string Text)> Join(IEnumerable<(int Line, string Text)> lines)
    {
        var (first, last, text) = (0, -1, "");
        foreach (var line in lines)
        {
            if (line.Line != last + 1)
            {
                if (text.Length > 0) yield return (first, Collapse(text));
                (first, text) = (line.Line, "");
            }

            (last, text) = (line.Line, $"{text} {line.Text}");
        }

        if (text.Length > 0) yield return (first, Collapse(text));
    }

    private static int LineOf(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    private static string Collapse(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"(?<=[;{}),] )// .*")]
    private static partial Regex TrailingComment();

    [GeneratedRegex("(//|#|<!--).*")]
    private static partial Regex BlockComment();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
