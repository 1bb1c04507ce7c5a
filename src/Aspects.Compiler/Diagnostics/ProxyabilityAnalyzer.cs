using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0003: each reason why the generator writes no proxy for an interface.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProxyabilityAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ProxyDiagnostics.NotProxyable];

    // A generated client with an annotated handwritten part must not miss its proxy without a diagnostic.
    private protected override GeneratedCodeAnalysisFlags InGeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedInterfaces.Register(start, Analyze);

    private static void Analyze(ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var type = proxied.Type;
        foreach (var refusal in Proxyability.FindRefusals(proxied.Type, AspectsGenerator.Aspects, compilation))
        {
            var location = proxied.OfAssembly.IsEmpty
                ? Locations.Find(refusal.Symbol, compilation) ?? Locations.Find(type, compilation)
                : Locations.FindSyntax(proxied.OfAssembly[0].Data, compilation, cancellationToken)?.GetLocation();
            var isMember = !SymbolEqualityComparer.Default.Equals(refusal.Symbol, type);
            report(Diagnostic.Create(
                ProxyDiagnostics.NotProxyable,
                location,
                type.ToDisplayString(),
                isMember ? refusal.Symbol.ToDisplayString() : "it",
                refusal.Reason));
        }
    }
}
