using System.Composition;
using Aspects.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0006: makes the accessor one that can be called later, in the interface and where it is implemented.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InitAccessorFix() : DiagnosticFix(Descriptors.InitAccessor)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AccessorDeclarationSyntax>() is not { RawKind: (int)SyntaxKind.InitAccessorDeclaration } init) return Task.CompletedTask;

        finding.Register("Use set instead of init", nameof(InitAccessorFix), async cancellationToken =>
        {
            var solution = finding.Document.Project.Solution;
            var model = await finding.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            var property = model.GetDeclaredSymbol(init.FirstAncestorOrSelf<BasePropertyDeclarationSyntax>()!, cancellationToken)!;
            var implementations = await SymbolFinder.FindImplementationsAsync(property, solution, cancellationToken: cancellationToken).ConfigureAwait(false);
            var accessors = new List<AccessorDeclarationSyntax> { init };
            foreach (var reference in implementations.SelectMany(static implementation => implementation.DeclaringSyntaxReferences))
            {
                var declaration = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                accessors.AddRange(declaration.DescendantNodes().OfType<AccessorDeclarationSyntax>().Where(static accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration)));
            }

            foreach (var ofOneTree in accessors.GroupBy(static accessor => accessor.SyntaxTree))
            {
                // The generated proxy is an implementation too, and no document.
                if (solution.GetDocumentId(ofOneTree.Key) is not { } document) continue;
                var root = await ofOneTree.Key.GetRootAsync(cancellationToken).ConfigureAwait(false);
                solution = solution.WithDocumentSyntaxRoot(document, root.ReplaceNodes(ofOneTree, static (accessor, _) => Settable(accessor)));
            }

            return solution;
        });
        return Task.CompletedTask;
    }

    private static AccessorDeclarationSyntax Settable(AccessorDeclarationSyntax init) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.SetAccessorDeclaration,
        init.AttributeLists,
        init.Modifiers,
        SyntaxFactory.Token(SyntaxKind.SetKeyword).WithTriviaFrom(init.Keyword),
        init.Body,
        init.ExpressionBody,
        init.SemicolonToken);
}
