using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0016: names of one circuit breaker that differ in case.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameSpellingAnalyzer : LibraryAnalyzer
{
    /// <summary>The property with the spelling of the first attribute, for the code fix.</summary>
    internal const string FirstSpelling = nameof(FirstSpelling);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.NameSpelling];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.RegisterAtEnd(start, Analyze);

    private static void Analyze(IReadOnlyList<AttributeUse> uses, CompilationAnalysisContext context)
    {
        foreach (var sameBreaker in uses.Where(static use => use.Attribute.HasUsableName).GroupBy(static use => use.Attribute.Name!, StringComparer.OrdinalIgnoreCase))
        {
            var first = sameBreaker.First();
            foreach (var other in sameBreaker.Where(use => use.Attribute.Name != first.Attribute.Name))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    BreakerDiagnostics.NameSpelling,
                    Locations.GetLastPositionalArgument(other.Syntax),
                    additionalLocations: [Locations.GetLastPositionalArgument(first.Syntax)],
                    ImmutableDictionary<string, string?>.Empty.Add(FirstSpelling, first.Attribute.Name),
                    other.Attribute.Name,
                    other.Owner,
                    first.Attribute.Name,
                    first.Owner));
            }
        }
    }
}
