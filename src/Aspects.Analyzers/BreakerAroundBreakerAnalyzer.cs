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

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        if (WithCircuitBreaker.InstanceOf(context.Operation) is not { } instance) return;
        var source = WithCircuitBreaker.WithoutConversions(instance);
        if (source is ILocalReferenceOperation { Local: var local } && InitializerOf(local, context.Operation) is { } initializer) source = initializer;
        if (WithCircuitBreaker.InstanceOf(source) is null) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.BreakerAroundBreaker, context.Operation.Syntax.GetLocation(), context.Operation.Type?.ToDisplayString()));
    }

    /// <summary>What a local variable holds that is assigned to nowhere else.</summary>
    private static IOperation? InitializerOf(ILocalSymbol local, IOperation use)
    {
        var root = use;
        while (root.Parent is { } parent) root = parent;

        IOperation? initializer = null;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    initializer = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, local):
                    return null;
            }
        }

        return initializer is null ? null : WithCircuitBreaker.WithoutConversions(initializer);
    }
}
