using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>Comments, directives and empty space: what of it stays where something between is taken away.</summary>
internal static class Trivia
{
    /// <summary>Whether there is more than empty space.</summary>
    public static bool SaysSomething(SyntaxTriviaList trivia) => trivia.Any(static piece => !IsSpace(piece) && !EndsLine(piece));

    /// <summary>The end of the line, and what follows: what is said before it goes with that which it stands behind.</summary>
    public static SyntaxTriviaList FromEndOfLine(SyntaxTriviaList trivia) => [.. trivia.SkipWhile(static piece => !EndsLine(piece))];

    /// <summary>
    /// What stands before the token that follows a node, once the node is gone: all that was said before it, behind it and before the token,
    /// in a line that begins where the node did.
    /// </summary>
    /// <param name="gone">The node.</param>
    /// <param name="behind">What stood behind it, to the end of the line.</param>
    /// <param name="next">What stood before the token.</param>
    public static SyntaxTriviaList Without(SyntaxNode gone, SyntaxTriviaList behind, SyntaxTriviaList next)
    {
        var before = gone.GetLeadingTrivia();
        if (SaysSomething(behind)) return [.. before, .. behind.SkipWhile(IsSpace), .. next];
        if (!SaysSomething(next)) return before;
        return Lines.AreBegunBy(gone) ? [.. before.Reverse().SkipWhile(IsSpace).Reverse(), .. next] : [.. before, .. behind, .. next];
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia);

    private static bool EndsLine(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
