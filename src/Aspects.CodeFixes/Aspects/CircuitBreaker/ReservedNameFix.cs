using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0017: replaces the colons of a name by dashes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReservedNameFix() : DiagnosticFix(BreakerDiagnostics.ReservedName)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeArgumentSyntax>()?.Expression is LiteralExpressionSyntax { Token.Value: string name } && name.Contains(':'))
        {
            finding.OfferName(name.Replace(':', '-'));
        }

        return Task.CompletedTask;
    }
}
