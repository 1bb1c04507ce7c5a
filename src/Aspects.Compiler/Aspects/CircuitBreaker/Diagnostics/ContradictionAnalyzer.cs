using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0011: settings of one breaker that are each in range and make no sense together, whichever attributes make them. The runtime
/// refuses them too, when the proxy is made; what the configuration adds is known only there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContradictionAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Contradiction];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(AnalyzeInterface, SymbolKind.NamedType);
        start.RegisterCompilationEndAction(AnalyzeTogether);
    }

    private static void AnalyzeInterface(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;

        foreach (var found in NamedBreaker.In([new ProxiedInterface(type)]).SelectMany(In))
        {
            // What another interface does wrong by itself is said there, and what attributes of the assembly do at the end.
            var interfaces = InterfacesOf(found, context.Compilation);
            if (interfaces.Contains(type) || interfaces.Count > 1) Report(found, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    // One name is one breaker, so that attributes on several interfaces add up; where those on one are wrong by themselves, that has been said.
    private static void AnalyzeTogether(CompilationAnalysisContext context)
    {
        var report = Reports.Once(context.ReportDiagnostic);
        foreach (var breaker in ProxiedInterfaces.Of(context.Compilation).Breakers)
        {
            var alone = breaker.ByProxy().SelectMany(In).ToList();
            foreach (var found in alone.Count == 0 ? In(breaker) : alone.Where(found => InterfacesOf(found, context.Compilation).Count == 0))
            {
                Report(found, context.Compilation, report, context.CancellationToken);
            }
        }
    }

    private static IEnumerable<Found> In(NamedBreaker breaker) => SettingContradictions
        .Of(breaker.Settings.ToDictionary(static made => made.Key, static made => made.Value.Value))
        .Select(contradiction => new Found(
            contradiction.Message,
            [.. contradiction.Settings.Select(setting => (setting, breaker.Settings[setting].Attribute)).OrderBy(static made => Distance(made.Attribute))]));

    // What is nearest to the call is what was meant for it, and is pointed at.
    private static int Distance(BreakerAttribute attribute) => attribute.Owner switch
    {
        IAssemblySymbol => 2,
        INamedTypeSymbol => 1,
        _ => 0,
    };

    /// <summary>The interfaces of this project whose attributes have to do with it.</summary>
    private static HashSet<ISymbol> InterfacesOf(Found found, Compilation compilation) => new(
        found.Settings
            .Select(static made => made.Attribute.Owner as INamedTypeSymbol ?? made.Attribute.Owner.ContainingType)
            .Where(type => SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, compilation.Assembly))
            .Select(static type => type!.OriginalDefinition),
        SymbolEqualityComparer.Default);

    private static void Report(Found found, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        // What only attributes of another assembly do is the business of that.
        var place = found.Settings
            .Select(made => Places.Of(made.Attribute.Data, compilation, cancellationToken) is { } syntax ? Places.OfSetting(syntax, made.Setting) : null)
            .FirstOrDefault(static place => place is not null);
        if (place is null) return;
        var owners = found.Settings.Select(static made => Places.TextOf(made.Attribute)).Distinct();
        report(Diagnostic.Create(Descriptors.Contradiction, place, string.Join(" and ", owners), found.Message));
    }

    private sealed record Found(string Message, ImmutableArray<(string Setting, BreakerAttribute Attribute)> Settings);
}
