using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0001: a breaker is found by its name, so that it needs one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakerNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Not skipped: a generated client whose other part is annotated by hand would go without proxy and without a word.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (symbol, attribute) in AnnotatedInterface.UsesOn(type))
        {
            if (attribute is not { HasName: true, HasUsableName: false }) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            Report(context, Places.OfName(syntax), symbol, attribute);
        }

        if (type.TypeKind != TypeKind.Interface) return;
        foreach (var (symbol, attribute) in type.AllInterfaces.SelectMany(AnnotatedInterface.UsesOn))
        {
            // A nameless breaker of another assembly keeps this interface from having a proxy; here is the place to say so.
            if (attribute is not { HasName: true, HasUsableName: false }) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not null) continue;
            if (Places.Of(type, context.Compilation) is { } identifier) Report(context, identifier, symbol, attribute);
        }
    }

    private static void Report(SymbolAnalysisContext context, Location location, ISymbol symbol, BreakerAttribute attribute) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.NoName,
            location,
            symbol.ToDisplayString(),
            attribute.Name is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : "null"));
}
