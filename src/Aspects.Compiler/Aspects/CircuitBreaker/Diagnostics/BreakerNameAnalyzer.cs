using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0001: a circuit breaker without a usable name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakerNameAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.MissingName];

    // A generated client with an annotated handwritten part must not miss its proxy without a diagnostic.
    private protected override GeneratedCodeAnalysisFlags InGeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, static use =>
        {
            if (IsUnnamed(use.Attribute)) use.Report(CreateDiagnostic(Locations.GetLastPositionalArgument(use.Syntax), use.Owner, use.Attribute));
        });
        start.RegisterSymbolAction(AnalyzeInherited, SymbolKind.NamedType);
    }

    // An inherited attribute of another assembly without a name prevents the proxy. The diagnostic is at the inheriting
    // interface.
    private static void AnalyzeInherited(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || Locations.Find(type, context.Compilation) is not { } identifier) return;
        foreach (var (symbol, attribute) in type.AllInterfaces.SelectMany(BreakerUses.GetUses))
        {
            if (!IsUnnamed(attribute) || Locations.FindSyntax(attribute.Data, context.Compilation, context.CancellationToken) is not null) continue;
            context.ReportDiagnostic(CreateDiagnostic(identifier, symbol.ToDisplayString(), attribute));
        }
    }

    private static bool IsUnnamed(BreakerAttribute attribute) => attribute is { HasName: true, HasUsableName: false };

    private static Diagnostic CreateDiagnostic(Location location, string owner, BreakerAttribute attribute) => Diagnostic.Create(
        BreakerDiagnostics.MissingName, location, owner, attribute.Name is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : "null");
}
