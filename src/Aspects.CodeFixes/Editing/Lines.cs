using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>How lines end and begin in a document: what is added to it does so in the same way.</summary>
internal static class Lines
{
    public static string EndIn(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End
            ? text.ToString(new(first.End, first.EndIncludingLineBreak - first.End))
            : "\n";
    }

    /// <summary>A node from another document, whose lines end as in this one.</summary>
    public static T EndAll<T>(T node, SyntaxTrivia end)
        where T : SyntaxNode =>
        node.ReplaceTrivia(node.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)), (_, _) => end);

    /// <summary>Whether there is nothing before a node in its line.</summary>
    public static bool AreBegunBy(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var start = node.GetFirstToken().SpanStart;
        var line = text.Lines.GetLineFromPosition(start);
        return string.IsNullOrWhiteSpace(text.ToString(new(line.Start, start - line.Start)));
    }

    /// <summary>The empty space before a node in its line.</summary>
    public static SyntaxTriviaList IndentationOf(SyntaxNode node) =>
        [.. node.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
}
