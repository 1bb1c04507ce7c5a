using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>
/// ASPECT0004: one name is one breaker, which cannot have two values of one setting from attributes of one level: those on members
/// win over those on interfaces. What other assemblies ask for is known at run time, and compared there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingConflictAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The value that the other attribute has, for the fix.</summary>
    internal const string OtherValue = nameof(OtherValue);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SettingConflict];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var claims = new ConcurrentBag<Claim>();
            start.RegisterSymbolAction(symbol => Collect(symbol, claims), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, claims));
        });
    }

    private static void Collect(SymbolAnalysisContext context, ConcurrentBag<Claim> claims)
    {
        foreach (var (symbol, attribute) in AnnotatedInterface.UsesOn((INamedTypeSymbol)context.Symbol))
        {
            if (!attribute.HasUsableName || !AnnotatedInterface.IsSeenByProxy(symbol)) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            foreach (var (setting, value) in attribute.Settings)
            {
                // The generator leaves out what is out of range.
                if (setting.Allows(value)) claims.Add(new Claim(attribute.Name!, setting, value, symbol, Places.OfSetting(syntax, setting.Name)));
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentBag<Claim> claims)
    {
        var inOrder = claims
            .OrderBy(static claim => claim.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static claim => claim.Location.SourceSpan.Start);
        foreach (var ofOneBreaker in inOrder.GroupBy(static claim => claim.Name, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var ofOneSetting in ofOneBreaker.GroupBy(static claim => (claim.Setting, claim.Symbol is INamedTypeSymbol)))
            {
                var first = ofOneSetting.First();
                foreach (var other in ofOneSetting)
                {
                    if (!other.Value.Equals(first.Value)) context.ReportDiagnostic(Conflict(first, other));
                }
            }
        }
    }

    private static Diagnostic Conflict(Claim first, Claim other) => Diagnostic.Create(
        Descriptors.SettingConflict,
        other.Location,
        additionalLocations: [first.Location],
        ImmutableDictionary<string, string?>.Empty.Add(OtherValue, first.Setting.TextOf(first.Value)),
        other.Name,
        other.Setting.Name,
        first.Setting.TextOf(first.Value),
        first.Symbol.ToDisplayString(),
        other.Setting.TextOf(other.Value),
        other.Symbol.ToDisplayString());

    private sealed record Claim(string Name, BreakerSetting Setting, double Value, ISymbol Symbol, Location Location);
}
