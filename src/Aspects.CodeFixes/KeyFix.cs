using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0013: takes the attribute away from a parameter that cannot be a key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class KeyFix() : DiagnosticFix(Descriptors.Key)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is { } key) Attributes.OfferToRemove(finding, key, "[CircuitKey]");
        return Task.CompletedTask;
    }
}
