using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0005, ASPECT0008 and ASPECT0013: removes an attribute that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix() : DiagnosticFix(BreakerDiagnostics.MisplacedAttribute, BreakerDiagnostics.OptOutWithoutEffect, BreakerDiagnostics.UnusableKey)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeSyntax>() is { } attribute) finding.OfferRemoval(attribute, NameFor(finding.Diagnostic.Id));
        return Task.CompletedTask;
    }

    private static string NameFor(string id) =>
        id == BreakerDiagnostics.MisplacedAttribute.Id ? "[CircuitBreaker]"
        : id == BreakerDiagnostics.OptOutWithoutEffect.Id ? "[NoCircuitBreaker]"
        : "[CircuitKey]";
}
