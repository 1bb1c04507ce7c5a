using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0007: <c>[CircuitBreaker]</c> and <c>[NoCircuitBreaker]</c> on the same member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptOutConflictAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.OptOutConflict];

    private protected override void Register(CompilationStartAnalysisContext start) => start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var (symbol, _) in BreakerUses.GetUses((INamedTypeSymbol)context.Symbol))
        {
            if (BreakerAttribute.FindOptOut(symbol) is not { } optOut || !InterfaceMembers.IsImplementedByProxy(symbol)) continue;
            if (Locations.FindSyntax(optOut, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            context.ReportDiagnostic(Diagnostic.Create(BreakerDiagnostics.OptOutConflict, syntax.GetLocation(), symbol.ToDisplayString()));
        }
    }
}
