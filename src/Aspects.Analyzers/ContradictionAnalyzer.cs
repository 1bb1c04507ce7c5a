using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>
/// ASPECT0011: settings of one attribute that are each in range and make no sense together. The runtime refuses them too, when
/// the proxy is made; what several attributes or the configuration add up to is known only there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContradictionAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Contradiction];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, Analyze);
    }

    private static void Analyze(AttributeUse use)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (setting, value) in use.Attribute.Settings)
        {
            if (setting.Allows(value)) values[setting.Name] = value;
        }

        foreach (var (setting, message) in SettingContradictions.Of(values))
        {
            use.Report(Diagnostic.Create(Descriptors.Contradiction, Places.OfSetting(use.Syntax, setting), use.Place, message));
        }
    }
}
