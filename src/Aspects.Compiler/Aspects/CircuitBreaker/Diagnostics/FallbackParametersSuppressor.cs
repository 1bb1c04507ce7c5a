using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// Takes back CA1068, which wants a token to come last, where a method answers for another: it has the parameters of that method, and the
/// exception behind them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FallbackParametersSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor TokenIsNotLast = new(
        "ASPECTS1068", "CA1068", "A fallback takes the exception behind the parameters of the method that it answers for");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [TokenIsNotLast];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface } method
                && Answers(method, context.Compilation))
            {
                context.ReportSuppression(Suppression.Create(TokenIsNotLast, diagnostic));
            }
        }
    }

    private static bool Answers(IMethodSymbol method, Compilation compilation)
    {
        var proxied = new ProxiedInterface(method.ContainingType);
        return AnnotatedInterface.MembersOf(method.ContainingType)
            .SelectMany(AnnotatedInterface.CallsOf)
            .Any(call => SymbolEqualityComparer.Default.Equals(Fallback.Of(call, proxied, compilation)?.Method, method) && FallbackMethods.TakesException(method, call));
    }
}
