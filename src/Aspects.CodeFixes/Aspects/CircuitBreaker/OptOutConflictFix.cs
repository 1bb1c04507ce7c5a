using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0007: removes one of the two attributes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OptOutConflictFix() : DiagnosticFix(BreakerDiagnostics.OptOutConflict)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeSyntax>() is not { } optOut) return;
        finding.OfferRemoval(optOut, "[NoCircuitBreaker]");

        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        var breaker = Attributes.GetOwner(optOut).ChildNodes().OfType<AttributeListSyntax>()
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(attribute => model.GetTypeInfo(attribute, finding.CancellationToken).Type is { Name: "CircuitBreakerAttribute" });
        if (breaker is not null) finding.OfferRemoval(breaker, "[CircuitBreaker]");
    }
}
