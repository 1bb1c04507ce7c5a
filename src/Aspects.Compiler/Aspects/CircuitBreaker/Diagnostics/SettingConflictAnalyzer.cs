using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0004: attributes of one level that give a setting of one circuit breaker different values.</summary>
/// <remarks>
/// Attributes on members win over attributes on interfaces and over assembly attributes for interfaces. The runtime
/// compares the settings of several assemblies.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingConflictAnalyzer : LibraryAnalyzer
{
    /// <summary>
    /// The property with the value of the other attribute, for the code fix. Lists of types have no such property.
    /// </summary>
    internal const string OtherValue = nameof(OtherValue);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.SettingConflict];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.RegisterAtEnd(start, Analyze);

    private static void Analyze(IReadOnlyList<AttributeUse> uses, CompilationAnalysisContext context)
    {
        var claims = uses
            .Where(static use => use.Attribute.HasUsableName && (use.Symbol is IAssemblySymbol || InterfaceMembers.IsImplementedByProxy(use.Symbol)))
            .SelectMany(FindClaims);
        foreach (var sameBreaker in claims.GroupBy(static claim => claim.Use.Attribute.Name!, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var sameSetting in sameBreaker.GroupBy(static claim => (claim.Setting, claim.Level)))
            {
                var first = sameSetting.First();
                foreach (var other in sameSetting)
                {
                    if (other.Text != first.Text) context.ReportDiagnostic(CreateDiagnostic(first, other));
                }
            }
        }
    }

    private static IEnumerable<Claim> FindClaims(AttributeUse use)
    {
        foreach (var (setting, value) in use.Attribute.Settings)
        {
            // The generator ignores values out of range.
            if (setting.Allows(value)) yield return new Claim(use, setting.Name, setting.Write(value), IsValue: true);
        }

        if (use.Attribute.Handle is { } handle) yield return new Claim(use, "Handle", DescribeTypes(handle), IsValue: false);
        if (use.Attribute.Ignore is { } ignore) yield return new Claim(use, "Ignore", DescribeTypes(ignore), IsValue: false);
        if (use.Attribute.Classifier is { } classifier) yield return new Claim(use, "Classifier", classifier.ToDisplayString(), IsValue: false);
    }

    // Sorted, because the order of the types has no meaning.
    private static string DescribeTypes(ImmutableArray<ITypeSymbol> types) =>
        $"[{string.Join(", ", types.Select(static type => type.ToDisplayString()).Distinct().OrderBy(static name => name, StringComparer.Ordinal))}]";

    private static Diagnostic CreateDiagnostic(Claim first, Claim other) => Diagnostic.Create(
        BreakerDiagnostics.SettingConflict,
        other.Location,
        additionalLocations: [first.Location],
        first.IsValue ? ImmutableDictionary<string, string?>.Empty.Add(OtherValue, first.Text) : ImmutableDictionary<string, string?>.Empty,
        other.Use.Attribute.Name,
        other.Setting,
        first.Text,
        first.Use.Owner,
        other.Text,
        other.Use.Owner);

    private sealed record Claim(AttributeUse Use, string Setting, string Text, bool IsValue)
    {
        public AttributeLevel Level => AttributePrecedence.GetLevel(Use.Attribute);

        public Location Location => Locations.GetNamedArgument(Use.Syntax, Setting);
    }
}
