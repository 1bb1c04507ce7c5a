using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0009: removes the type from its list, or removes the classifier.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OutcomeTypeFix() : DiagnosticFix(BreakerDiagnostics.OutcomeType)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: var setting } argument) return;
        if (setting == "Classifier")
        {
            finding.OfferRemoval(argument);
            return;
        }

        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        bool IsReported(SyntaxNode element) => element.DescendantNodesAndSelf().OfType<TypeOfExpressionSyntax>().Any(type =>
            model.GetTypeInfo(type.Type, finding.CancellationToken).Type?.ToDisplayString() == finding.GetProperty(OutcomeTypeAnalyzer.ListedType));

        foreach (var node in argument.Expression.DescendantNodesAndSelf())
        {
            if (node is CollectionExpressionSyntax collection && collection.Elements.Any(IsReported))
            {
                Offer(collection, collection.Elements.First(IsReported), () => collection.WithElements(Remove(collection.Elements, IsReported)));
                return;
            }

            if (node is InitializerExpressionSyntax initializer && initializer.Expressions.Any(IsReported))
            {
                Offer(initializer, initializer.Expressions.First(IsReported), () => initializer.WithExpressions(Remove(initializer.Expressions, IsReported)));
                return;
            }
        }

        void Offer(SyntaxNode list, SyntaxNode element, Func<SyntaxNode> write) => finding.OfferReplacement(
            $"Remove {element.DescendantNodesAndSelf().OfType<TypeOfExpressionSyntax>().First().Type} from {setting}",
            "RemoveType",
            list,
            write);
    }

    // Backwards, so that the remaining indexes stay valid.
    private static SeparatedSyntaxList<T> Remove<T>(SeparatedSyntaxList<T> list, Func<T, bool> isReported)
        where T : SyntaxNode
    {
        var rest = list;
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (isReported(list[i])) rest = SeparatedLists.Remove(rest, rest[i]);
        }

        return rest;
    }
}
