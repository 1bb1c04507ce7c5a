using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0016: names that differ only in case, which are one breaker. ASPECT0017: a name that configuration cannot reach.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameSpellingAnalyzer : LibraryAnalyzer
{
    /// <summary>The spelling that came first, for the fix.</summary>
    internal const string FirstSpelling = nameof(FirstSpelling);

    // The section of the configuration that holds the settings of all breakers.
    private const string DefaultsSection = "Defaults";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NameSpelling, Descriptors.ReservedName];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, ReportReserved);
        AttributeUse.RegisterAtEnd(start, ReportSpellings);
    }

    private static void ReportReserved(AttributeUse use)
    {
        if (!use.Attribute.HasUsableName) return;
        var name = use.Attribute.Name!;
        var reason = string.Equals(name.Trim(), DefaultsSection, StringComparison.OrdinalIgnoreCase) ? "that is the section with the defaults of all breakers"
            : name.Contains(':') ? "a colon separates sections there"
            : null;
        if (reason is not null) use.Report(Diagnostic.Create(Descriptors.ReservedName, Places.OfName(use.Syntax), name, use.Place, reason));
    }

    private static void ReportSpellings(IReadOnlyList<AttributeUse> uses, CompilationAnalysisContext context)
    {
        foreach (var ofOneBreaker in uses.Where(static use => use.Attribute.HasUsableName).GroupBy(static use => use.Attribute.Name!, StringComparer.OrdinalIgnoreCase))
        {
            var first = ofOneBreaker.First();
            foreach (var other in ofOneBreaker.Where(use => use.Attribute.Name != first.Attribute.Name))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.NameSpelling,
                    Places.OfName(other.Syntax),
                    additionalLocations: [Places.OfName(first.Syntax)],
                    ImmutableDictionary<string, string?>.Empty.Add(FirstSpelling, first.Attribute.Name),
                    other.Attribute.Name,
                    other.Place,
                    first.Attribute.Name,
                    first.Place));
            }
        }
    }
}
