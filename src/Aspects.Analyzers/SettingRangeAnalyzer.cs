using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0002: a number that the runtime would refuse when the proxy is made is refused here.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingRangeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OutOfRange];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var (symbol, attribute) in AnnotatedInterface.UsesOn((INamedTypeSymbol)context.Symbol))
        {
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            foreach (var (setting, value) in attribute.Settings)
            {
                if (setting.Allows(value)) continue;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.OutOfRange,
                    Places.OfSetting(syntax, setting),
                    setting.Name,
                    Numbers.Value(value),
                    symbol.ToDisplayString(),
                    Numbers.Bound(setting.Min),
                    Numbers.Bound(setting.Max)));
            }
        }
    }
}
