using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0003: what keeps the generator from writing a proxy, each by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProxyabilityAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NotProxyable];

    // Not skipped: a generated client whose other part is annotated by hand would go without proxy and without a word.
    private protected override GeneratedCodeAnalysisFlags InGeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        start.RegisterCompilationEndAction(AnalyzeForeign);
    }

    private static void AnalyzeForeign(CompilationAnalysisContext context)
    {
        foreach (var proxied in ProxiedInterfaces.Of(context.Compilation).OfAssembly)
        {
            var place = Places.Of(proxied.OfAssembly[0].Data, context.Compilation, context.CancellationToken)?.GetLocation();
            foreach (var refusal in Proxyability.Of(proxied, context.Compilation))
            {
                context.ReportDiagnostic(Refused(proxied.Type, refusal, place));
            }
        }
    }

    private static Diagnostic Refused(INamedTypeSymbol type, Refusal refusal, Location? place)
    {
        var isMember = !SymbolEqualityComparer.Default.Equals(refusal.Symbol, type);
        return Diagnostic.Create(
            Descriptors.NotProxyable,
            place,
            type.ToDisplayString(),
            isMember ? $" because of {refusal.Symbol.ToDisplayString()}" : "",
            refusal.Reason);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;

        foreach (var refusal in Proxyability.Of(type, context.Compilation))
        {
            context.ReportDiagnostic(Refused(
                type, refusal, Places.Of(refusal.Symbol, context.Compilation) ?? Places.Of(type, context.Compilation)));
        }
    }
}
