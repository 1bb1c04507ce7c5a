using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0016: writes the name with the spelling of the first attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameSpellingFix() : DiagnosticFix(BreakerDiagnostics.NameSpelling)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.GetProperty(NameSpellingAnalyzer.FirstSpelling) is { } name) finding.OfferName(name);
        return Task.CompletedTask;
    }
}
