using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0007: takes one of the two attributes away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class GuardedAndLeftOutFix() : DiagnosticFix(Descriptors.GuardedAndLeftOut)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is not { } optOut) return;
        Attributes.OfferToRemove(finding, optOut, "[NoCircuitBreaker]");

        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        var breaker = Attributes.OwnerOf(optOut).ChildNodes().OfType<AttributeListSyntax>()
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(attribute => model.GetTypeInfo(attribute, finding.CancellationToken).Type is { Name: "CircuitBreakerAttribute" });
        if (breaker is not null) Attributes.OfferToRemove(finding, breaker, "[CircuitBreaker]");
    }
}
