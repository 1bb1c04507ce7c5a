using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>Suppresses CA1068 on fallback methods, whose last parameter is an exception and not a token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FallbackParametersSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor TokenIsNotLast = new(
        "ASPECTS1068", "CA1068", "A fallback takes the exception after the parameters of the guarded method");

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
                && IsFallback(method, context.Compilation))
            {
                context.ReportSuppression(Suppression.Create(TokenIsNotLast, diagnostic));
            }
        }
    }

    private static bool IsFallback(IMethodSymbol method, Compilation compilation)
    {
        var proxied = new ProxiedInterface(method.ContainingType);
        return InterfaceMembers.GetMembers(method.ContainingType)
            .SelectMany(InterfaceMembers.GetCalls)
            .Any(call => SymbolEqualityComparer.Default.Equals(Fallback.Find(call, proxied, compilation)?.Method, method) && FallbackMethods.TakesException(method, call));
    }
}
