using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The settings of one breaker, from all attributes that have to do with it: for each setting the nearest level wins. Where two
/// of one level disagree the analyzers say so; the first stands.
/// </summary>
internal sealed class SettingTable(TypeNames types, Compilation compilation)
{
    private readonly Dictionary<BreakerSetting, (double Value, SettingLevel Level)> _settings = [];
    private (ImmutableArray<ITypeSymbol> Types, SettingLevel Level)? _handle;
    private (ImmutableArray<ITypeSymbol> Types, SettingLevel Level)? _ignore;
    private (ITypeSymbol Type, SettingLevel Level)? _classifier;

    public void Add(BreakerAttribute attribute, SettingLevel level)
    {
        foreach (var (setting, value) in attribute.Settings)
        {
            if (!setting.Allows(value) || (_settings.TryGetValue(setting, out var known) && known.Level >= level)) continue;
            _settings[setting] = (value, level);
        }

        if (attribute.Handle is { } handle && !(_handle?.Level >= level)) _handle = (handle, level);
        if (attribute.Ignore is { } ignore && !(_ignore?.Level >= level)) _ignore = (ignore, level);
        if (attribute.Classifier is { } classifier && !(_classifier?.Level >= level)) _classifier = (classifier, level);
    }

    /// <summary>The settings that are numbers, switches or names, in the order of the documentation.</summary>
    public EquatableArray<SettingModel> ToModels() => BreakerSetting.All
        .Where(_settings.ContainsKey)
        .Select(setting => new SettingModel(setting.Option, _settings[setting].Value, setting.Kind))
        .ToEquatableArray();

    /// <summary>What outcomes mean; <see langword="null"/> where no attribute says.</summary>
    public OutcomeRulesModel? ToRules()
    {
        var (handled, ignored, classifier) = Rules();
        if (handled.Count == 0 && ignored.Count == 0 && classifier is null) return null;

        return new OutcomeRulesModel(
            handled.Select(static type => (Type: type, IsFailure: true))
                .Concat(ignored.Select(static type => (Type: type, IsFailure: false)))
                .OrderByDescending(static listed => OutcomeTypes.DepthOf(listed.Type))
                .Select(listed => new ListedException(types.WriteNotNull(listed.Type), listed.IsFailure))
                .ToEquatableArray(),
            Description: string.Join("; ", new[] { Describe("Handle", handled), Describe("Ignore", ignored) }.Where(static text => text.Length > 0)),
            IgnoresOthers: handled.Count > 0 && classifier is null,
            classifier is null ? null : types.WriteNotNull(classifier),
            (classifier is null ? [] : OutcomeTypes.ResultsOf(classifier)).Select(types.Write).ToEquatableArray());
    }

    /// <summary>The types that say so.</summary>
    public IEnumerable<ITypeSymbol> Named
    {
        get
        {
            var (handled, ignored, classifier) = Rules();
            var listed = handled.Concat(ignored);
            return classifier is null ? listed : listed.Append(classifier).Concat(OutcomeTypes.ResultsOf(classifier));
        }
    }

    private (List<ITypeSymbol> Handled, List<ITypeSymbol> Ignored, ITypeSymbol? Classifier) Rules()
    {
        var handled = Usable(_handle?.Types);
        var ignored = Usable(_ignore?.Types).Where(type => !handled.Contains(type, SymbolEqualityComparer.Default)).ToList();
        var classifier = _classifier?.Type is { } type && OutcomeTypes.ReasonAgainstClassifier(type, compilation) is null ? type : null;
        return (handled, ignored, classifier);
    }

    private List<ITypeSymbol> Usable(ImmutableArray<ITypeSymbol>? types)
    {
        var usable = new List<ITypeSymbol>();
        foreach (var type in types ?? [])
        {
            if (OutcomeTypes.ReasonAgainstException(type, compilation) is null && !usable.Contains(type, SymbolEqualityComparer.Default)) usable.Add(type);
        }

        return usable;
    }

    private static string Describe(string list, List<ITypeSymbol> types) =>
        types.Count == 0 ? "" : $"{list} {string.Join(", ", types.Select(static type => type.ToDisplayString()).OrderBy(static name => name, StringComparer.Ordinal))}";
}

/// <summary>Where a setting stands; what is nearer to the call wins.</summary>
internal enum SettingLevel
{
    Assembly,
    Interface,
    Member,
}
