using Aspects.Compiler;
using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes;

/// <summary>Changes nodes that may be in several documents.</summary>
internal static class Documents
{
    /// <summary>The document of a tree; <see langword="null"/> where it is generated, or of another solution.</summary>
    public static Document? Of(SyntaxTree? tree, Solution solution) => solution.GetDocument(tree) is { } document and not SourceGeneratedDocument ? document : null;

    /// <summary>Puts others in the place of nodes, none of which is inside another.</summary>
    public static async Task<Solution> ReplaceAsync(
        Solution solution, IReadOnlyCollection<(SyntaxNode Old, IEnumerable<SyntaxNode> New)> replacements, CancellationToken cancellationToken)
    {
        var changed = solution;
        foreach (var ofOneTree in replacements.GroupBy(static replacement => replacement.Old.SyntaxTree))
        {
            var root = await ofOneTree.Key.GetRootAsync(cancellationToken).ConfigureAwait(false);
            root = root.TrackNodes(ofOneTree.Select(static replacement => replacement.Old));
            foreach (var (old, replacement) in ofOneTree) root = root.ReplaceNode(root.GetCurrentNode(old)!, replacement);
            changed = changed.WithDocumentSyntaxRoot(Of(ofOneTree.Key, solution)!.Id, root);
        }

        return changed;
    }
}
