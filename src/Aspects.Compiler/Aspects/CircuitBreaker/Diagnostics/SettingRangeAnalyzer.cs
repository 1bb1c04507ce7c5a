using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0002: a setting out of the range that the runtime accepts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingRangeAnalyzer : LibraryAnalyzer
{
    /// <summary>
    /// The property with the nearest valid value, for the code fix. Only numbers have such a property.
    /// </summary>
    internal const string NearestValue = nameof(NearestValue);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.SettingOutOfRange];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.Register(start, Analyze);

    private static void Analyze(AttributeUse use)
    {
        foreach (var (setting, value) in use.Attribute.Settings)
        {
            if (setting.Allows(value)) continue;
            use.Report(Diagnostic.Create(
                BreakerDiagnostics.SettingOutOfRange,
                Locations.GetNamedArgument(use.Syntax, setting.Name),
                setting.NearestTo(value) is { } nearest
                    ? ImmutableDictionary<string, string?>.Empty.Add(NearestValue, setting.Write(nearest))
                    : ImmutableDictionary<string, string?>.Empty,
                setting.Name,
                setting.Write(value),
                use.Owner,
                setting.Range));
        }
    }
}
