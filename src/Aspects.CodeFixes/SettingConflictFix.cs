using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0004: takes the value that the other attribute has, or leaves the setting to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SettingConflictFix() : DiagnosticFix(Descriptors.SettingConflict)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeArgumentSyntax>() is not { } argument) return Task.CompletedTask;

        if (finding.Noted(SettingConflictAnalyzer.OtherValue) is { } value) Arguments.OfferValue(finding, argument, value, $"Use {value}, as elsewhere");
        Arguments.OfferToLeaveOut(finding, argument);
        return Task.CompletedTask;
    }
}
