using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0002: takes the nearest number that is allowed, or leaves the setting out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RangeFix() : DiagnosticFix(Descriptors.OutOfRange)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeArgumentSyntax>() is not { } argument) return Task.CompletedTask;

        if (finding.Noted(SettingRangeAnalyzer.Nearest) is { } nearest) Arguments.OfferValue(finding, argument, nearest, $"Use {nearest}");
        Arguments.OfferToLeaveOut(finding, argument);
        return Task.CompletedTask;
    }
}
