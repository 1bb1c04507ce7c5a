using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>Removes elements of comma-separated lists.</summary>
internal static class SeparatedLists
{
    /// <summary>Removes an element with the comment that follows the element in its line.</summary>
    /// <remarks>Comments above the element, and after its neighbours, stay.</remarks>
    public static SeparatedSyntaxList<T> Remove<T>(SeparatedSyntaxList<T> list, T element)
        where T : SyntaxNode
    {
        var index = list.IndexOf(element);
        var rest = list.RemoveAt(index);
        if (rest.Count == 0) return rest;
        if (index == rest.Count)
        {
            var last = rest[index - 1];
            return rest.Replace(last, last.WithTrailingTrivia(JoinAfterLast(last, list.GetSeparator(index - 1), element)));
        }

        var next = rest[index];
        var behind = Trivia.SkipToLineBreak(list.GetSeparator(index).TrailingTrivia);
        return rest.Replace(next, next.WithLeadingTrivia(Trivia.Join(element, behind, next.GetLeadingTrivia())));
    }

    private static SyntaxTriviaList JoinAfterLast(SyntaxNode last, SyntaxToken comma, SyntaxNode removed)
    {
        var end = Trivia.HasContent(removed.GetTrailingTrivia()) ? Trivia.SkipToLineBreak(removed.GetTrailingTrivia()) : removed.GetTrailingTrivia();
        var between = comma.TrailingTrivia.AddRange(removed.GetLeadingTrivia());
        if (!Trivia.HasContent(between)) return last.GetTrailingTrivia().AddRange(end);

        // A line comment before the removed element ends its line. The closing bracket then starts a line, and uses the
        // indentation that exists.
        var keepsIndentation = !end.Any(SyntaxKind.EndOfLineTrivia) || Trivia.HasContent(removed.GetLeadingTrivia());
        return last.GetTrailingTrivia().AddRange(keepsIndentation ? between : comma.TrailingTrivia);
    }
}
