using System.Composition;
using Aspects.Analyzers;
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
        var listed = argument.Expression.DescendantNodes().OfType<TypeOfExpressionSyntax>()
            .Where(type => model.GetTypeInfo(type.Type, finding.CancellationToken).Type?.ToDisplayString() == finding.Noted(OutcomeTypeAnalyzer.ListedType))
            .ToList();
        if (listed.Count == 0) return;
        finding.Offer($"Take {listed[0].Type} out of {setting}", "TakeOut", () => finding.Root.RemoveNodes(
            listed.Select(static type => type.Parent is ExpressionElementSyntax element ? (SyntaxNode)element : type), SyntaxRemoveOptions.KeepNoTrivia)!);
    }
}
