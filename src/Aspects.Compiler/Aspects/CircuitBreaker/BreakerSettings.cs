using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The settings of one breaker, from all its attributes. For each setting, the nearest attribute wins.
/// </summary>
/// <remarks>
/// If two attributes of one level conflict, the first attribute wins, and the analyzers report the conflict.
/// </remarks>
internal sealed class BreakerSettings
{
    private readonly Dictionary<string, (double Value, BreakerAttribute Attribute)> _values = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ITypeSymbol> _handled = [];
    private readonly ImmutableArray<ITypeSymbol> _ignored = [];
    private readonly ITypeSymbol? _classifier;

    public BreakerSettings(IReadOnlyList<GuardedMethod> calls)
    {
        var attributes = AttributePrecedence.GetAttributes(calls).ToList();
        foreach (var attribute in attributes)
        {
            // Skips a value out of range. The analyzers report the value.
            foreach (var (setting, value) in attribute.Settings)
            {
                if (setting.Allows(value) && !_values.ContainsKey(setting.Name)) _values.Add(setting.Name, (value, attribute));
            }
        }

        _handled = attributes.Select(static attribute => attribute.Handle).FirstOrDefault(static types => types is not null) ?? [];
        _ignored = attributes.Select(static attribute => attribute.Ignore).FirstOrDefault(static types => types is not null) ?? [];
        _classifier = attributes.Select(static attribute => attribute.Classifier).FirstOrDefault(static type => type is not null);
    }

    /// <summary>
    /// The numbers, switches and modes, by their names in the attribute, each with the attribute that wins.
    /// </summary>
    public IReadOnlyDictionary<string, (double Value, BreakerAttribute Attribute)> Values => _values;

    /// <summary>Returns the numbers, switches and modes, in the order of the documentation.</summary>
    public EquatableArray<SettingModel> ToModels() => BreakerSetting.All
        .Where(setting => _values.ContainsKey(setting.Name))
        .Select(setting => new SettingModel(setting.Option, _values[setting.Name].Value, setting.Kind, FindSource(_values[setting.Name].Attribute)))
        .ToEquatableArray();

    /// <summary>Returns the rules for outcomes; <see langword="null"/> if no attribute has rules.</summary>
    public OutcomeRulesModel? ToRules(TypeNames types, Compilation compilation)
    {
        var (handled, ignored, classifier) = GetUsableRules(compilation);
        if (handled.Count == 0 && ignored.Count == 0 && classifier is null) return null;

        return new OutcomeRulesModel(
            handled.Select(static type => (Type: type, IsFailure: true))
                .Concat(ignored.Select(static type => (Type: type, IsFailure: false)))
                .OrderByDescending(static listed => OutcomeTypes.GetDepth(listed.Type))
                .Select(listed => new ListedException(types.WriteNotNull(listed.Type), listed.IsFailure))
                .ToEquatableArray(),
            Description: string.Join("; ", new[] { Describe("Handle", handled), Describe("Ignore", ignored) }.Where(static text => text.Length > 0)),
            IgnoresOthers: handled.Count > 0 && classifier is null,
            classifier is null ? null : types.WriteNotNull(classifier),
            (classifier is null ? [] : OutcomeTypes.GetResults(classifier)).Select(types.Write).ToEquatableArray());
    }

    /// <summary>Lists the types in the rules for outcomes.</summary>
    public IEnumerable<ITypeSymbol> GetRuleTypes(Compilation compilation)
    {
        var (handled, ignored, classifier) = GetUsableRules(compilation);
        var listed = handled.Concat(ignored);
        return classifier is null ? listed : listed.Append(classifier).Concat(OutcomeTypes.GetResults(classifier));
    }

    private (List<ITypeSymbol> Handled, List<ITypeSymbol> Ignored, ITypeSymbol? Classifier) GetUsableRules(Compilation compilation)
    {
        var handled = GetUsable(_handled, compilation);
        var ignored = GetUsable(_ignored, compilation).Where(type => !handled.Contains(type, SymbolEqualityComparer.Default)).ToList();
        var classifier = _classifier is { } type && OutcomeTypes.ReasonAgainstClassifier(type, compilation) is null ? type : null;
        return (handled, ignored, classifier);
    }

    // The registry knows the interface. So the source of a setting is written only where levels differ.
    private string? FindSource(BreakerAttribute attribute) => AttributePrecedence.GetLevel(attribute) switch
    {
        AttributeLevel.Assembly => $"[assembly: CircuitBreakerDefaults] of {attribute.Assembly.Name}",
        AttributeLevel.Member when _values.Values.Any(static value => AttributePrecedence.GetLevel(value.Attribute) != AttributeLevel.Member) =>
            $"{attribute.Owner.ContainingType.ToDisplayString()}.{attribute.Owner.Name}",
        _ => null,
    };

    private static List<ITypeSymbol> GetUsable(ImmutableArray<ITypeSymbol> types, Compilation compilation) =>
    [
        .. types
            .Where(type => OutcomeTypes.ReasonAgainstException(type, compilation) is null)
            .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default),
    ];

    private static string Describe(string list, List<ITypeSymbol> types) =>
        types.Count == 0 ? "" : $"{list} {string.Join(", ", types.Select(static type => type.ToDisplayString()).OrderBy(static name => name, StringComparer.Ordinal))}";
}
