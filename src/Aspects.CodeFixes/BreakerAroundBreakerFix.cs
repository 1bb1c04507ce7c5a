using System.Composition;
using Aspects.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0020: takes the outer proxy away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BreakerAroundBreakerFix() : DiagnosticFix(Descriptors.BreakerAroundBreaker)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.Root.FindNode(finding.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax outer || InnerOf(outer) is not { } inner) return Task.CompletedTask;
        finding.Offer("Leave the outer circuit breaker out", nameof(BreakerAroundBreakerFix), () => finding.Root.ReplaceNode(outer, inner.WithTriviaFrom(outer)));
        return Task.CompletedTask;
    }

    // As an extension it is called on the instance; otherwise the instance is the first argument.
    private static ExpressionSyntax? InnerOf(ExpressionSyntax outer) => outer switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var instance }, ArgumentList.Arguments.Count: 1 } => instance,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } => arguments[0].Expression,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } => arguments[0].Expression,
        _ => null,
    };
}
