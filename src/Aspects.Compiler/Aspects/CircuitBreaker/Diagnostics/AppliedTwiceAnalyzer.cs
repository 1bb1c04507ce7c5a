using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0020: a proxy around a proxy, or nested calls with one circuit breaker. Each call is counted twice.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AppliedTwiceAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.AppliedTwice];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        var guarded = new GuardedMethods(ProxiedInterfaces.Get(start.Compilation));
        start.RegisterOperationBlockAction(block => Analyze(block, guarded));
        start.RegisterSymbolStartAction(AnalyzeFields, SymbolKind.NamedType);
    }

    private static void Analyze(OperationBlockAnalysisContext context, GuardedMethods guarded)
    {
        var body = new Body(context.OperationBlocks);
        var report = Reporting.SkipRepeats(context.ReportDiagnostic);
        foreach (var wrapping in DoubleProxies.Find(body)) report(CreateDiagnostic(wrapping));
        foreach (var (location, called, breaker) in NestedBreakerCalls.Find(body, context.OwningSymbol, guarded, ProxiedInterfaces.Get(context.Compilation)))
        {
            report(Diagnostic.Create(
                BreakerDiagnostics.AppliedTwice,
                location,
                $"{context.OwningSymbol.ToDisplayString()} uses circuit breaker '{breaker}' and calls {called.ToDisplayString()}, which uses it too",
                "Add [NoCircuitBreaker] to one of them, or use two names"));
        }
    }

    private static void AnalyzeFields(SymbolStartAnalysisContext start)
    {
        var type = (INamedTypeSymbol)start.Symbol;
        if (!type.GetMembers().Any(static member => member is IFieldSymbol { IsReadOnly: true })) return;

        var fields = new ReadOnlyFields(type);
        start.RegisterOperationBlockAction(block => fields.AddBody(new Body(block.OperationBlocks)));
        start.RegisterSymbolEndAction(end =>
        {
            foreach (var wrapping in fields.FindDoubleProxies()) end.ReportDiagnostic(CreateDiagnostic(wrapping));
        });
    }

    private static Diagnostic CreateDiagnostic(IOperation wrapping) => Diagnostic.Create(
        BreakerDiagnostics.AppliedTwice,
        wrapping.Syntax.GetLocation(),
        $"this {wrapping.Type?.ToDisplayString()} has its proxy already",
        "Remove one of the two proxies");
}
