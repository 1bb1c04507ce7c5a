using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0020: removes the outer proxy, or the inner proxy if the code needs the type of the outer proxy.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AppliedTwiceFix() : DiagnosticFix(BreakerDiagnostics.AppliedTwice)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        var found = finding.Root.FindNode(finding.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (model is null || found is not ExpressionSyntax outer || FindInstance(outer, model) is not { } inner) return;

        if (CanReplace(inner, outer, model)) Offer("outer", outer, inner);
        else if (FindInstance(inner, model) is { } instance) Offer("inner", inner, instance);

        void Offer(string which, ExpressionSyntax call, ExpressionSyntax rest) =>
            finding.OfferReplacement($"Remove the {which} proxy", which, call, () => MoveTrivia(call, rest));
    }

    private static ExpressionSyntax? FindInstance(ExpressionSyntax call, SemanticModel model) =>
        model.GetOperation(call) is { } operation ? ProxyCreation.FindInstance(operation)?.Syntax as ExpressionSyntax : null;

    private static bool CanReplace(ExpressionSyntax inner, ExpressionSyntax outer, SemanticModel model) =>
        model.GetTypeInfo(inner).Type is { } type
        && model.GetTypeInfo(outer).ConvertedType is { } wanted
        && model.Compilation.ClassifyCommonConversion(type, wanted).IsImplicit;

    // Comments between the two calls stay.
    private static ExpressionSyntax MoveTrivia(ExpressionSyntax call, ExpressionSyntax rest)
    {
        var dot = (call as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax access && access.Expression == rest
            ? access.OperatorToken.LeadingTrivia
            : default;
        var first = rest.GetFirstToken();
        var before = first == call.GetFirstToken() ? default : first.GetPreviousToken().TrailingTrivia.AddRange(first.LeadingTrivia);
        var behind = rest.GetTrailingTrivia().AddRange(dot);
        return rest
            .WithLeadingTrivia(Trivia.HasContent(before) ? call.GetLeadingTrivia().AddRange(before) : call.GetLeadingTrivia())
            .WithTrailingTrivia(Trivia.HasContent(behind) ? behind.AddRange(call.GetTrailingTrivia()) : call.GetTrailingTrivia());
    }
}
