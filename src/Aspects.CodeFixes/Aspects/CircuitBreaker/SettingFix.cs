using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0002, ASPECT0004 and ASPECT0011: sets the value that the analyzer suggests, or removes the setting.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SettingFix() : DiagnosticFix(BreakerDiagnostics.SettingOutOfRange, BreakerDiagnostics.SettingConflict, BreakerDiagnostics.SettingContradiction)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeArgumentSyntax>() is not { } argument) return Task.CompletedTask;

        if (finding.GetProperty(SettingRangeAnalyzer.NearestValue) is { } nearest) OfferValue(nearest, $"Use {nearest}");
        if (finding.GetProperty(SettingConflictAnalyzer.OtherValue) is { } other) OfferValue(other, $"Use {other}, as the other attribute does");
        finding.OfferRemoval(argument);
        return Task.CompletedTask;

        void OfferValue(string value, string title) => finding.OfferReplacement(
            title,
            "Value",
            argument.Expression,
            () => SyntaxFactory.ParseExpression(value).WithTriviaFrom(argument.Expression));
    }
}
