using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0009: takes the type out of the list, or the classifier away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OutcomeTypeFix() : DiagnosticFix(Descriptors.OutcomeType)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: var setting } argument) return;
        if (setting == "Classifier")
        {
            Arguments.OfferToLeaveOut(finding, argument);
            return;
        }

        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        bool IsListed(SyntaxNode element) => element.DescendantNodesAndSelf().OfType<TypeOfExpressionSyntax>().Any(type =>
            model.GetTypeInfo(type.Type, finding.CancellationToken).Type?.ToDisplayString() == finding.Noted(OutcomeTypeAnalyzer.ListedType));

        foreach (var node in argument.Expression.DescendantNodesAndSelf())
        {
            if (node is CollectionExpressionSyntax collection && collection.Elements.Any(IsListed))
            {
                Offer(collection, collection.Elements.First(IsListed), () => collection.WithElements(Without(collection.Elements, IsListed)));
                return;
            }

            if (node is InitializerExpressionSyntax initializer && initializer.Expressions.Any(IsListed))
            {
                Offer(initializer, initializer.Expressions.First(IsListed), () => initializer.WithExpressions(Without(initializer.Expressions, IsListed)));
                return;
            }
        }

        void Offer(SyntaxNode list, SyntaxNode element, Func<SyntaxNode> edit) => finding.Offer(
            $"Take {element.DescendantNodesAndSelf().OfType<TypeOfExpressionSyntax>().First().Type} out of {setting}",
            "TakeOut",
            () => finding.Root.ReplaceNode(list, edit()));
    }

    // From the end, for what is before stays as it is.
    private static SeparatedSyntaxList<T> Without<T>(SeparatedSyntaxList<T> list, Func<T, bool> isListed)
        where T : SyntaxNode
    {
        var rest = list;
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (isListed(list[i])) rest = Separated.Without(rest, rest[i]);
        }

        return rest;
    }
}
