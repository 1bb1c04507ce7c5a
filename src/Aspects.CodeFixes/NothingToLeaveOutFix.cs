using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0008: takes the attribute away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NothingToLeaveOutFix() : DiagnosticFix(Descriptors.NothingToLeaveOut)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is { } optOut) Attributes.OfferToRemove(finding, optOut, "[NoCircuitBreaker]");
        return Task.CompletedTask;
    }
}
