using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>Line breaks and indentation of a document, so that new code has the same.</summary>
internal static class Lines
{
    public static SyntaxTrivia GetLineBreak(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return SyntaxFactory.EndOfLine(first.EndIncludingLineBreak > first.End
            ? text.ToString(new(first.End, first.EndIncludingLineBreak - first.End))
            : "\n");
    }

    /// <summary>Returns whether only white space precedes a node in its line.</summary>
    public static bool StartsLine(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var start = node.GetFirstToken().SpanStart;
        var line = text.Lines.GetLineFromPosition(start);
        return string.IsNullOrWhiteSpace(text.ToString(new(line.Start, start - line.Start)));
    }

    /// <summary>Returns the white space that precedes a node in its line.</summary>
    public static SyntaxTriviaList GetIndentation(SyntaxNode node) =>
        [.. node.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
}
