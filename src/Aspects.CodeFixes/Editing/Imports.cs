using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Makes the attributes of the library known in a document.</summary>
internal static class Imports
{
    /// <summary>The root with the directive, where a name of the library is not known at a place of the document as it was.</summary>
    public static async Task<SyntaxNode> AddToAsync(
        SyntaxNode root, Document document, int position, string type, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || !model.LookupNamespacesAndTypes(position, name: type).IsEmpty || root is not CompilationUnitSyntax unit) return root;

        var end = SyntaxFactory.EndOfLine(Lines.EndIn(model.SyntaxTree));
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.IdentifierName("Aspects"))
            .NormalizeWhitespace()
            .WithTrailingTrivia(end);
        if (unit.Usings.Count > 0 || unit.Externs.Count > 0) return unit.AddUsings(directive);

        // The first of its kind stands below what is said about the file, with an empty line behind it.
        var header = Header.Of(unit);
        var rest = unit.GetLeadingTrivia().Skip(header.Count).ToList();
        var between = rest.Count > 0 && rest[0].IsKind(SyntaxKind.EndOfLineTrivia) ? rest : [end, .. rest];
        return unit.WithLeadingTrivia(between).AddUsings(directive.WithLeadingTrivia(header));
    }
}
