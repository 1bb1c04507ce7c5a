using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0017: puts dashes in place of the colons of a name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReservedNameFix() : DiagnosticFix(Descriptors.ReservedName)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeArgumentSyntax>()?.Expression is LiteralExpressionSyntax { Token.Value: string name } && name.Contains(':'))
        {
            Arguments.OfferToName(finding, name.Replace(':', '-'), "Dashes");
        }

        return Task.CompletedTask;
    }
}
