using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0020: a proxy around a proxy, or one breaker twice on the way of a call, so that every call is counted twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakerAroundBreakerAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.BreakerAroundBreaker];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        var guarded = new GuardedMethods(ProxiedInterfaces.Of(start.Compilation));
        start.RegisterOperationBlockAction(block => Analyze(block, guarded));
        start.RegisterSymbolStartAction(AnalyzeFields, SymbolKind.NamedType);
    }

    private static void Analyze(OperationBlockAnalysisContext context, GuardedMethods guarded)
    {
        var body = new Body(context.OperationBlocks);
        var report = Reports.Once(context.ReportDiagnostic);
        foreach (var wrapping in WrappedTwice.In(body)) report(Twice(wrapping));
        foreach (var (place, called, breaker) in BreakerOnTheWay.In(body, context.OwningSymbol, guarded, ProxiedInterfaces.Of(context.Compilation)))
        {
            report(Diagnostic.Create(
                Descriptors.BreakerAroundBreaker,
                place,
                $"{context.OwningSymbol.ToDisplayString()} goes through circuit breaker '{breaker}' already and calls {called.ToDisplayString()}, which does too",
                "leave one of them out with [NoCircuitBreaker], or give them two names"));
        }
    }

    private static void AnalyzeFields(SymbolStartAnalysisContext start)
    {
        var type = (INamedTypeSymbol)start.Symbol;
        if (!type.GetMembers().Any(static member => member is IFieldSymbol { IsReadOnly: true })) return;

        var fields = new ReadOnlyFields(type);
        start.RegisterOperationBlockAction(block => fields.Add(new Body(block.OperationBlocks)));
        start.RegisterSymbolEndAction(end =>
        {
            foreach (var wrapping in fields.WrappedTwice()) end.ReportDiagnostic(Twice(wrapping));
        });
    }

    private static Diagnostic Twice(IOperation wrapping) => Diagnostic.Create(
        Descriptors.BreakerAroundBreaker,
        wrapping.Syntax.GetLocation(),
        $"This {wrapping.Type?.ToDisplayString()} has its circuit breakers already",
        "leave one WithAspects out");
}
