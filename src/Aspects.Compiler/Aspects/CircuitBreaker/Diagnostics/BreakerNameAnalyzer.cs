using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0001: a breaker is found by its name, so that it needs one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakerNameAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoName];

    // Not skipped: a generated client whose other part is annotated by hand would go without proxy and without a word.
    private protected override GeneratedCodeAnalysisFlags InGeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, static use =>
        {
            if (use.Attribute is { HasName: true, HasUsableName: false }) use.Report(Unnamed(Places.OfName(use.Syntax), use.Place, use.Attribute));
        });
        start.RegisterSymbolAction(AnalyzeInherited, SymbolKind.NamedType);
    }

    private static void AnalyzeInherited(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface) return;
        foreach (var (symbol, attribute) in type.AllInterfaces.SelectMany(AnnotatedInterface.UsesOn))
        {
            // A nameless breaker of another assembly keeps this interface from having a proxy; here is the place to say so.
            if (attribute is not { HasName: true, HasUsableName: false }) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not null) continue;
            if (Places.Of(type, context.Compilation) is { } identifier) context.ReportDiagnostic(Unnamed(identifier, symbol.ToDisplayString(), attribute));
        }
    }

    private static Diagnostic Unnamed(Location location, string place, BreakerAttribute attribute) => Diagnostic.Create(
        Descriptors.NoName, location, place, attribute.Name is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : "null");
}
