using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0007: an attribute and its opposite on one member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardedAndLeftOutAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.GuardedAndLeftOut];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var (symbol, _) in AnnotatedInterface.UsesOn((INamedTypeSymbol)context.Symbol))
        {
            if (BreakerAttribute.OptOutOn(symbol) is not { } optOut || !AnnotatedInterface.IsSeenByProxy(symbol)) continue;
            if (Places.Of(optOut, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.GuardedAndLeftOut, syntax.GetLocation(), symbol.ToDisplayString()));
        }
    }
}
