using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0016: takes the spelling of the name that came first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameSpellingFix() : DiagnosticFix(Descriptors.NameSpelling)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Noted(NameSpellingAnalyzer.FirstSpelling) is { } name) Arguments.OfferToName(finding, name, "Spelling");
        return Task.CompletedTask;
    }
}
