using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0012: passes through unguarded what a breaker cannot see to the end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CallOnlyFix() : DiagnosticFix(Descriptors.CallOnly)
{
    private protected override Task OfferAsync(Finding finding)
    {
        // Where it carries a breaker of its own, the two would contradict each other.
        if (finding.Find<MemberDeclarationSyntax>() is not { } member
            || member is BaseTypeDeclarationSyntax
            || member.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().EndsWith("CircuitBreaker", StringComparison.Ordinal)))
        {
            return Task.CompletedTask;
        }

        finding.Register("Add [NoCircuitBreaker]", nameof(CallOnlyFix), async cancellationToken =>
        {
            var attribute = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("NoCircuitBreaker"));
            var root = finding.Root.ReplaceNode(member, Attributes.With(member, attribute));
            root = await Imports.AddToAsync(root, finding.Document, member.SpanStart, "NoCircuitBreakerAttribute", cancellationToken).ConfigureAwait(false);
            return finding.Document.WithSyntaxRoot(root).Project.Solution;
        });
        return Task.CompletedTask;
    }
}
