using System.Composition;
using Aspects.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0015: writes the method that the attribute names, below the one it answers for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FallbackFix() : DiagnosticFix(Descriptors.Fallback)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Noted(FallbackAnalyzer.WantedMethod) is not { } signature || finding.Find<MethodDeclarationSyntax>() is not { } method) return Task.CompletedTask;

        finding.Offer($"Add '{signature}'", nameof(FallbackFix), () =>
        {
            var end = Lines.EndIn(finding.Root.SyntaxTree);
            var wanted = SyntaxFactory.ParseMemberDeclaration(signature + ";")!
                .WithLeadingTrivia(SyntaxFactory.EndOfLine(end))
                .WithTrailingTrivia(SyntaxFactory.EndOfLine(end))
                .WithAdditionalAnnotations(Formatter.Annotation);
            return finding.Root.InsertNodesAfter(method, [wanted]);
        });
        return Task.CompletedTask;
    }
}
