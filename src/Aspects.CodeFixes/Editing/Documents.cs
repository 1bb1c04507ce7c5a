using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes;

/// <summary>Finds the documents that a fix can change.</summary>
internal static class Documents
{
    /// <summary>
    /// Returns the document of a tree; <see langword="null"/> for a generated file or a file outside the solution.
    /// </summary>
    public static Document? Find(SyntaxTree? tree, Solution solution) =>
        solution.GetDocument(tree) is { } document and not SourceGeneratedDocument ? document : null;
}
