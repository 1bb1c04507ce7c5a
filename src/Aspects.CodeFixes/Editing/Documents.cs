using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes;

/// <summary>Changes documents other than the one that a diagnostic is in.</summary>
internal static class Documents
{
    public static async Task<Solution> ReplaceAsync(Solution solution, SyntaxNode old, SyntaxNode replacement, CancellationToken cancellationToken)
    {
        var root = await old.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentSyntaxRoot(solution.GetDocumentId(old.SyntaxTree)!, root.ReplaceNode(old, replacement));
    }
}
