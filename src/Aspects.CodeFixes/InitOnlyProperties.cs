using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Aspects.CodeFixes;

/// <summary>Properties whose accessors can only be <c>init</c> together, or none of them: those that implement or override each other.</summary>
internal static class InitOnlyProperties
{
    /// <summary>
    /// The accessors of a property of an interface and of all that has to change with it, and the records that declare it as a parameter;
    /// <see langword="null"/> where one of them cannot be set later.
    /// </summary>
    public static async Task<IReadOnlyCollection<SyntaxNode>?> WithAsync(IPropertySymbol property, Solution solution, CancellationToken cancellationToken)
    {
        var declarations = new HashSet<SyntaxNode>();
        foreach (var related in await RelatedToAsync(property, solution, cancellationToken).ConfigureAwait(false))
        {
            if (related.DeclaringSyntaxReferences.IsEmpty) return null;
            foreach (var reference in related.DeclaringSyntaxReferences)
            {
                // What is generated, as the proxy is, will be so anew.
                if (Documents.Of(reference.SyntaxTree, solution) is not { } document) continue;
                var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
                var syntax = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                if (DeclarationIn(syntax, related, model!) is not { } declaration) return null;
                declarations.Add(declaration);
            }
        }

        return declarations;
    }

    private static async Task<IEnumerable<IPropertySymbol>> RelatedToAsync(IPropertySymbol property, Solution solution, CancellationToken cancellationToken)
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

    private static SyntaxNode? DeclarationIn(SyntaxNode syntax, IPropertySymbol property, SemanticModel model)
    {
        if (syntax is ParameterSyntax parameter)
        {
            return parameter.Parent?.Parent is RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration } record && parameter.AttributeLists.Count == 0 ? record : null;
        }

        var init = syntax.DescendantNodes().OfType<AccessorDeclarationSyntax>().FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration));
        return init is not null && CanBeSetLater(init, property, model) ? init : null;
    }

    private static bool CanBeSetLater(AccessorDeclarationSyntax init, IPropertySymbol property, SemanticModel model) => init is { Body: null, ExpressionBody: null }
        ? !property.ContainingType.IsReadOnly
        : !init.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => model.GetSymbolInfo(assignment.Left).Symbol is IFieldSymbol { IsReadOnly: true });
}
