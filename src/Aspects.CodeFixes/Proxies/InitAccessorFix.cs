using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0006: replaces <c>init</c> by <c>set</c>, in the interface and in its implementations.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InitAccessorFix() : DiagnosticFix(ProxyDiagnostics.InitAccessor)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AccessorDeclarationSyntax>() is not { RawKind: (int)SyntaxKind.InitAccessorDeclaration } init) return;

        var solution = finding.Document.Project.Solution;
        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(init.FirstAncestorOrSelf<BasePropertyDeclarationSyntax>()!, finding.CancellationToken) is not IPropertySymbol property
            || await InitOnlyProperties.FindDeclarationsAsync(property, solution, finding.CancellationToken).ConfigureAwait(false) is not { } declarations)
        {
            return;
        }

        finding.Offer("Use set instead of init", "Set", async cancellationToken =>
        {
            var changed = solution;
            foreach (var ofOneTree in declarations.GroupBy(static declaration => declaration.SyntaxTree))
            {
                var root = await ofOneTree.Key.GetRootAsync(cancellationToken).ConfigureAwait(false);
                root = root.ReplaceNodes(ofOneTree, (old, node) => node is AccessorDeclarationSyntax accessor
                    ? ToSetter(accessor)
                    : PositionalProperty.Declare((RecordDeclarationSyntax)node, (RecordDeclarationSyntax)old, property.Name));
                changed = changed.WithDocumentSyntaxRoot(Documents.Find(ofOneTree.Key, solution)!.Id, root);
            }

            return changed;
        });
    }

    private static AccessorDeclarationSyntax ToSetter(AccessorDeclarationSyntax init) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.SetAccessorDeclaration,
        init.AttributeLists,
        init.Modifiers,
        SyntaxFactory.Token(SyntaxKind.SetKeyword).WithTriviaFrom(init.Keyword),
        init.Body,
        init.ExpressionBody,
        init.SemicolonToken);
}
