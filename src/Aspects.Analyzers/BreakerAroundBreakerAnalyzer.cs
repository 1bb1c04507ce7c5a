using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Analyzers;

/// <summary>ASPECT0020: a proxy around a proxy, so that every call is counted twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakerAroundBreakerAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.BreakerAroundBreaker];

    private protected override void Register(CompilationStartAnalysisContext start) => start.RegisterOperationBlockAction(Analyze);

    private static void Analyze(OperationBlockAnalysisContext context)
    {
        var body = new Body(context.OperationBlocks);
        foreach (var operation in body.Operations)
        {
            if (WithCircuitBreaker.InstanceOf(operation) is not { } instance || WithCircuitBreaker.InstanceOf(body.ValueOf(instance)) is null) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.BreakerAroundBreaker, operation.Syntax.GetLocation(), operation.Type?.ToDisplayString()));
        }
    }
}
