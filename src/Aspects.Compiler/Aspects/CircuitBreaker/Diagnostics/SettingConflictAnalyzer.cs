using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0004: one name is one breaker, which cannot have two values of one setting from attributes of one level: those on members
/// win over those on interfaces, and for interfaces on the assembly. What other assemblies ask for is known at run time, and
/// compared there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingConflictAnalyzer : LibraryAnalyzer
{
    /// <summary>The value that the other attribute has, for the fix; not there for lists of types.</summary>
    internal const string OtherValue = nameof(OtherValue);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SettingConflict];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.RegisterAtEnd(start, Analyze);
    }

    private static void Analyze(IReadOnlyList<AttributeUse> uses, CompilationAnalysisContext context)
    {
        var claims = uses
            .Where(static use => use.Attribute.HasUsableName && (use.Symbol is IAssemblySymbol || AnnotatedInterface.IsSeenByProxy(use.Symbol)))
            .SelectMany(ClaimsOf);
        foreach (var ofOneBreaker in claims.GroupBy(static claim => claim.Use.Attribute.Name!, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var ofOneSetting in ofOneBreaker.GroupBy(static claim => (claim.Setting, claim.IsOnMember)))
            {
                var first = ofOneSetting.First();
                foreach (var other in ofOneSetting)
                {
                    if (other.Text != first.Text) context.ReportDiagnostic(Conflict(first, other));
                }
            }
        }
    }

    private static IEnumerable<Claim> ClaimsOf(AttributeUse use)
    {
        foreach (var (setting, value) in use.Attribute.Settings)
        {
            // The generator leaves out what is out of range.
            if (setting.Allows(value)) yield return new Claim(use, setting.Name, setting.TextOf(value), IsValue: true);
        }

        if (use.Attribute.Handle is { } handle) yield return new Claim(use, "Handle", ListOf(handle), IsValue: false);
        if (use.Attribute.Ignore is { } ignore) yield return new Claim(use, "Ignore", ListOf(ignore), IsValue: false);
        if (use.Attribute.Classifier is { } classifier) yield return new Claim(use, "Classifier", classifier.ToDisplayString(), IsValue: false);
    }

    // In which order types are listed makes no difference.
    private static string ListOf(ImmutableArray<ITypeSymbol> types) =>
        $"[{string.Join(", ", types.Select(static type => type.ToDisplayString()).Distinct().OrderBy(static name => name, StringComparer.Ordinal))}]";

    private static Diagnostic Conflict(Claim first, Claim other) => Diagnostic.Create(
        Descriptors.SettingConflict,
        other.Location,
        additionalLocations: [first.Location],
        first.IsValue ? ImmutableDictionary<string, string?>.Empty.Add(OtherValue, first.Text) : ImmutableDictionary<string, string?>.Empty,
        other.Use.Attribute.Name,
        other.Setting,
        first.Text,
        first.Use.Place,
        other.Text,
        other.Use.Place);

    private sealed record Claim(AttributeUse Use, string Setting, string Text, bool IsValue)
    {
        public bool IsOnMember => Use.Symbol is not (INamedTypeSymbol or IAssemblySymbol);

        public Location Location => Places.OfSetting(Use.Syntax, Setting);
    }
}
