using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0011: leaves out one of the two settings.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ContradictionFix() : DiagnosticFix(Descriptors.Contradiction)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeArgumentSyntax>() is { } argument) Arguments.OfferToLeaveOut(finding, argument);
        return Task.CompletedTask;
    }
}
