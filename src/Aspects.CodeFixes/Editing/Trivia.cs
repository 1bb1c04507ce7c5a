using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>Keeps comments and directives around a removed node.</summary>
internal static class Trivia
{
    /// <summary>Returns whether trivia is more than white space.</summary>
    public static bool HasContent(SyntaxTriviaList trivia) => trivia.Any(static piece => !IsSpace(piece) && !IsLineBreak(piece));

    /// <summary>Returns trivia from the first line break on, without the comment that ends the line.</summary>
    public static SyntaxTriviaList SkipToLineBreak(SyntaxTriviaList trivia) => [.. trivia.SkipWhile(static piece => !IsLineBreak(piece))];

    /// <summary>Joins the trivia around a removed node to the leading trivia of the next token.</summary>
    /// <remarks>The next token starts where the node started.</remarks>
    /// <param name="removed">The removed node.</param>
    /// <param name="behind">The trivia after the node, up to the end of the line.</param>
    /// <param name="next">The leading trivia of the next token.</param>
    public static SyntaxTriviaList Join(SyntaxNode removed, SyntaxTriviaList behind, SyntaxTriviaList next)
    {
        var before = removed.GetLeadingTrivia();
        if (HasContent(behind)) return [.. before, .. behind.SkipWhile(IsSpace), .. next];
        if (!HasContent(next)) return before;
        return Lines.StartsLine(removed) ? [.. before.Reverse().SkipWhile(IsSpace).Reverse(), .. next] : [.. before, .. behind, .. next];
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia);

    private static bool IsLineBreak(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
