using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0017: a name that configuration cannot use as a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedNameAnalyzer : LibraryAnalyzer
{
    // The configuration section with the settings of all circuit breakers.
    private const string DefaultsSection = "Defaults";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.ReservedName];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.Register(start, Analyze);

    private static void Analyze(AttributeUse use)
    {
        if (!use.Attribute.HasUsableName) return;
        var name = use.Attribute.Name!;
        var reason = string.Equals(name.Trim(), DefaultsSection, StringComparison.OrdinalIgnoreCase) ? "the section Defaults has the settings of all circuit breakers"
            : name.Contains(':') ? "a colon separates configuration sections"
            : null;
        if (reason is not null) use.Report(Diagnostic.Create(BreakerDiagnostics.ReservedName, Locations.GetLastPositionalArgument(use.Syntax), name, use.Owner, reason));
    }
}
