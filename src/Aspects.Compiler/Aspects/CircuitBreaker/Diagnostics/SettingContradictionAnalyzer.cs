using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0011: settings of one circuit breaker that are in range and contradict each other.</summary>
/// <remarks>The runtime checks the same rules again, together with the settings of the configuration.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingContradictionAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.SettingContradiction];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(AnalyzeInterface, SymbolKind.NamedType);
        start.RegisterCompilationEndAction(AnalyzeTogether);
    }

    private static void AnalyzeInterface(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !BreakerUses.IsAnnotated(type)) return;

        foreach (var found in NamedBreaker.FindAll([new ProxiedInterface(type)]).SelectMany(FindContradictions))
        {
            // Skips contradictions of another single interface. AnalyzeTogether reports contradictions of assembly
            // attributes.
            var interfaces = GetInterfaces(found, context.Compilation);
            if (interfaces.Contains(type) || interfaces.Count > 1) Report(found, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    // Interfaces with the same name share the settings. AnalyzeInterface reports contradictions within one interface.
    private static void AnalyzeTogether(CompilationAnalysisContext context)
    {
        var report = Reporting.SkipRepeats(context.ReportDiagnostic);
        foreach (var breaker in NamedBreakers.Get(context.Compilation).All)
        {
            var alone = breaker.SplitByProxy().SelectMany(FindContradictions).ToList();
            foreach (var found in alone.Count == 0 ? FindContradictions(breaker) : alone.Where(found => GetInterfaces(found, context.Compilation).Count == 0))
            {
                Report(found, context.Compilation, report, context.CancellationToken);
            }
        }
    }

    // The diagnostic points at the setting nearest to the call.
    private static IEnumerable<Found> FindContradictions(NamedBreaker breaker) => SettingContradictions
        .Find(breaker.Settings.ToDictionary(static setting => setting.Key, static setting => setting.Value.Value))
        .Select(contradiction => new Found(
            contradiction.Message,
            [.. contradiction.Settings.Select(setting => (setting, breaker.Settings[setting].Attribute)).OrderBy(static setting => AttributePrecedence.GetLevel(setting.Attribute))]));

    /// <summary>Returns the interfaces of this project with one of the settings.</summary>
    private static HashSet<ISymbol> GetInterfaces(Found found, Compilation compilation) => new(
        found.Settings
            .Select(static setting => setting.Attribute.Owner as INamedTypeSymbol ?? setting.Attribute.Owner.ContainingType)
            .Where(type => SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, compilation.Assembly))
            .Select(static type => type!.OriginalDefinition),
        SymbolEqualityComparer.Default);

    private static void Report(Found found, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        // A project does not report contradictions of referenced assemblies.
        var location = found.Settings
            .Select(setting => Locations.FindSyntax(setting.Attribute.Data, compilation, cancellationToken) is { } syntax ? Locations.GetNamedArgument(syntax, setting.Setting) : null)
            .FirstOrDefault(static location => location is not null);
        if (location is null) return;
        var owners = found.Settings.Select(static setting => AttributeUse.Describe(setting.Attribute)).Distinct();
        report(Diagnostic.Create(BreakerDiagnostics.SettingContradiction, location, string.Join(" and ", owners), found.Message));
    }

    private sealed record Found(string Message, ImmutableArray<(string Setting, BreakerAttribute Attribute)> Settings);
}
