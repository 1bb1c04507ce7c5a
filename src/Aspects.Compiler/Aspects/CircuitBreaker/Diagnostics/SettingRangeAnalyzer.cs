using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0002: a number that the runtime would refuse when the proxy is made is refused here.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingRangeAnalyzer : LibraryAnalyzer
{
    /// <summary>The nearest value that is allowed, for the fix; not there for what is not a number.</summary>
    internal const string NearestValue = nameof(NearestValue);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OutOfRange];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, Analyze);
    }

    private static void Analyze(AttributeUse use)
    {
        foreach (var (setting, value) in use.Attribute.Settings)
        {
            if (setting.Allows(value)) continue;
            use.Report(Diagnostic.Create(
                Descriptors.OutOfRange,
                Places.OfSetting(use.Syntax, setting.Name),
                setting.NearestTo(value) is { } nearest
                    ? ImmutableDictionary<string, string?>.Empty.Add(NearestValue, setting.TextOf(nearest))
                    : ImmutableDictionary<string, string?>.Empty,
                setting.Name,
                setting.TextOf(value),
                use.Place,
                setting.Range));
        }
    }
}
