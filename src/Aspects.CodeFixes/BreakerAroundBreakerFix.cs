using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0020: takes the outer proxy away, or the inner one where only the outer is of the type that is asked for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BreakerAroundBreakerFix() : DiagnosticFix(Descriptors.BreakerAroundBreaker)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        var found = finding.Root.FindNode(finding.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (model is null || found is not ExpressionSyntax outer || InstanceOf(outer, model) is not { } inner) return;

        if (CanStandFor(inner, outer, model)) Offer("outer", outer, inner);
        else if (InstanceOf(inner, model) is { } instance) Offer("inner", inner, instance);

        void Offer(string which, ExpressionSyntax call, ExpressionSyntax rest) => finding.Offer(
            $"Leave the {which} circuit breaker out",
            nameof(BreakerAroundBreakerFix),
            () => finding.Root.ReplaceNode(call, InPlaceOf(call, rest)));
    }

    private static ExpressionSyntax? InstanceOf(ExpressionSyntax call, SemanticModel model) =>
        model.GetOperation(call) is { } operation ? WithAspects.InstanceOf(operation)?.Syntax as ExpressionSyntax : null;

    private static bool CanStandFor(ExpressionSyntax inner, ExpressionSyntax outer, SemanticModel model) =>
        model.GetTypeInfo(inner).Type is { } type
        && model.GetTypeInfo(outer).ConvertedType is { } wanted
        && model.Compilation.ClassifyCommonConversion(type, wanted).IsImplicit;

    // What is said between the two calls is not about the outer one alone.
    private static ExpressionSyntax InPlaceOf(ExpressionSyntax call, ExpressionSyntax rest)
    {
        var dot = (call as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax access && access.Expression == rest ? access.OperatorToken.LeadingTrivia : default;
        var first = rest.GetFirstToken();
        var before = first == call.GetFirstToken() ? default : first.GetPreviousToken().TrailingTrivia.AddRange(first.LeadingTrivia);
        var behind = rest.GetTrailingTrivia().AddRange(dot);
        return rest
            .WithLeadingTrivia(Trivia.SaysSomething(before) ? call.GetLeadingTrivia().AddRange(before) : call.GetLeadingTrivia())
            .WithTrailingTrivia(Trivia.SaysSomething(behind) ? behind.AddRange(call.GetTrailingTrivia()) : call.GetTrailingTrivia());
    }
}
