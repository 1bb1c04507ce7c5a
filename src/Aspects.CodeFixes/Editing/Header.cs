using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>What is said at the top of a file about the file, such as its licence, and not about what follows.</summary>
internal static class Header
{
    /// <summary>The part of what stands before a node that is about the file, if the node is the first in it.</summary>
    public static SyntaxTriviaList Of(SyntaxNode node)
    {
        var first = node.GetFirstToken(includeZeroWidth: true);
        if (first.FullSpan.Start != 0) return [];

        // Nobody says anything of a namespace or an assembly; of a type they do in the lines right above it.
        var leading = first.LeadingTrivia;
        return first.Parent is BaseNamespaceDeclarationSyntax or AttributeListSyntax { Parent: CompilationUnitSyntax } ? leading : [.. leading.Take(EndOf(leading))];
    }

    // The last empty line ends it, or a directive that has to come before all else.
    private static int EndOf(SyntaxTriviaList trivia)
    {
        var (end, isEmpty) = (0, true);
        for (var i = 0; i < trivia.Count; i++)
        {
            switch (trivia[i])
            {
                case { RawKind: (int)SyntaxKind.EndOfLineTrivia }:
                    if (isEmpty) end = i + 1;
                    isEmpty = true;
                    break;
                case { RawKind: (int)SyntaxKind.NullableDirectiveTrivia or (int)SyntaxKind.DefineDirectiveTrivia or (int)SyntaxKind.UndefDirectiveTrivia }:
                    (end, isEmpty) = (i + 1, true);
                    break;
                case { RawKind: (int)SyntaxKind.SingleLineDocumentationCommentTrivia or (int)SyntaxKind.MultiLineDocumentationCommentTrivia }:
                    return end;
                case { RawKind: not (int)SyntaxKind.WhitespaceTrivia } piece:
                    isEmpty = piece.IsDirective;
                    break;
            }
        }

        return end;
    }
}
