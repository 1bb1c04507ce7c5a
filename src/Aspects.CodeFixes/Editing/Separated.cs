using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.CodeFixes;

/// <summary>Lists whose elements are told apart by commas.</summary>
internal static class Separated
{
    /// <summary>
    /// The list without one of its elements. What is said behind the element in its line is about it and goes too; what is said above
    /// it, or behind its neighbours, stays.
    /// </summary>
    public static SeparatedSyntaxList<T> Without<T>(SeparatedSyntaxList<T> list, T element)
        where T : SyntaxNode
    {
        var index = list.IndexOf(element);
        var rest = list.RemoveAt(index);
        if (rest.Count == 0) return rest;
        if (index == rest.Count)
        {
            var last = rest[index - 1];
            return rest.Replace(last, last.WithTrailingTrivia(BehindLast(last, list.GetSeparator(index - 1), element)));
        }

        var next = rest[index];
        var behind = Trivia.FromEndOfLine(list.GetSeparator(index).TrailingTrivia);
        return rest.Replace(next, next.WithLeadingTrivia(Trivia.Without(element, behind, next.GetLeadingTrivia())));
    }

    private static SyntaxTriviaList BehindLast(SyntaxNode last, SyntaxToken comma, SyntaxNode gone)
    {
        var end = Trivia.SaysSomething(gone.GetTrailingTrivia()) ? Trivia.FromEndOfLine(gone.GetTrailingTrivia()) : gone.GetTrailingTrivia();
        var between = comma.TrailingTrivia.AddRange(gone.GetLeadingTrivia());
        if (!Trivia.SaysSomething(between)) return last.GetTrailingTrivia().AddRange(end);

        // It may end its line, so that what closes the list begins one: as the element did, or as it does itself.
        return last.GetTrailingTrivia().AddRange(end.Any(SyntaxKind.EndOfLineTrivia) && !Trivia.SaysSomething(gone.GetLeadingTrivia()) ? comma.TrailingTrivia : between);
    }
}
