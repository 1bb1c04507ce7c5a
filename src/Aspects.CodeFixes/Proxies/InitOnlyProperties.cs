using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Aspects.CodeFixes;

/// <summary>
/// Finds properties that implement or override each other: C# allows <c>init</c> on all of them or on none.
/// </summary>
internal static class InitOnlyProperties
{
    /// <summary>
    /// Finds the declarations to change: accessors of the related properties, and records with the property as
    /// parameter.
    /// </summary>
    /// <returns><see langword="null"/> if one of the properties cannot have a setter.</returns>
    public static async Task<IReadOnlyCollection<SyntaxNode>?> FindDeclarationsAsync(IPropertySymbol property, Solution solution, CancellationToken cancellationToken)
    {
        var declarations = new HashSet<SyntaxNode>();
        foreach (var related in await FindRelatedAsync(property, solution, cancellationToken).ConfigureAwait(false))
        {
            if (related.DeclaringSyntaxReferences.IsEmpty) return null;
            foreach (var reference in related.DeclaringSyntaxReferences)
            {
                // Skips generated files, such as the proxy, because the generator writes them again.
                if (Documents.Find(reference.SyntaxTree, solution) is not { } document) continue;
                var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
                var syntax = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                if (FindDeclaration(syntax, related, model!) is not { } declaration) return null;
                declarations.Add(declaration);
            }
        }

        return declarations;
    }

    private static async Task<IEnumerable<IPropertySymbol>> FindRelatedAsync(IPropertySymbol property, Solution solution, CancellationToken cancellationToken)
    {
        var related = new HashSet<IPropertySymbol>(SymbolEqualityComparer.Default) { property };
        foreach (var implementation in await SymbolFinder.FindImplementationsAsync(property, solution, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var root = (IPropertySymbol)implementation;
            while (root.OverriddenProperty is { } overridden) root = overridden;
            related.Add(root);
            related.UnionWith((await SymbolFinder.FindOverridesAsync(root, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).OfType<IPropertySymbol>());
        }

        return related;
    }

    private static SyntaxNode? FindDeclaration(SyntaxNode syntax, IPropertySymbol property, SemanticModel model)
    {
        if (syntax is ParameterSyntax parameter)
        {
            return parameter.Parent?.Parent is RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration } record && parameter.AttributeLists.Count == 0 ? record : null;
        }

        var init = syntax.DescendantNodes().OfType<AccessorDeclarationSyntax>().FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration));
        return init is not null && CanHaveSetter(init, property, model) ? init : null;
    }

    private static bool CanHaveSetter(AccessorDeclarationSyntax init, IPropertySymbol property, SemanticModel model) => init is { Body: null, ExpressionBody: null }
        ? !property.ContainingType.IsReadOnly
        : !init.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => model.GetSymbolInfo(assignment.Left).Symbol is IFieldSymbol { IsReadOnly: true });
}
