namespace Aspects.Compiler;

/// <summary>A breaker of a proxy, or the breakers of all keys that share a name.</summary>
/// <param name="Name">The name in the registry.</param>
/// <param name="Field">The field that holds the breaker.</param>
/// <param name="Keys">The keys; <see langword="null"/> without keys.</param>
/// <param name="Members">The names of the guarded members.</param>
/// <param name="Options">The static field with the settings; <see langword="null"/> if attributes set
/// nothing.</param>
/// <param name="Settings">The settings of attributes.</param>
/// <param name="Rules">The rules for outcomes; <see langword="null"/> if no attribute has rules.</param>
internal sealed record BreakerModel(
    string Name,
    string Field,
    KeysModel? Keys,
    EquatableArray<string> Members,
    string? Options,
    EquatableArray<SettingModel> Settings,
    OutcomeRulesModel? Rules);

/// <summary>The keys of the breakers that share a name.</summary>
/// <param name="Type">The type of the keys.</param>
/// <param name="Capacity">The largest number of breakers; <see langword="null"/> if no attribute sets it.</param>
internal sealed record KeysModel(string Type, int? Capacity);

/// <summary>A setting of an attribute.</summary>
/// <param name="Option">The property of the options.</param>
/// <param name="Value">The value, as a number.</param>
/// <param name="Kind">What the number means.</param>
/// <param name="Source">
/// The place of the attribute; <see langword="null"/> if the place is the interface, or the same for all settings.
/// </param>
internal sealed record SettingModel(string Option, double Value, SettingKind Kind, string? Source);

/// <summary>The rules for the outcomes of calls.</summary>
/// <param name="Exceptions">The listed exceptions, derived types first.</param>
/// <param name="Description">The lists in words.</param>
/// <param name="IgnoresOthers">Whether unlisted exceptions are ignored. Otherwise the next rule decides.</param>
/// <param name="Classifier">The type that classifies other outcomes.</param>
/// <param name="Results">The types of results that the classifier takes.</param>
internal sealed record OutcomeRulesModel(
    EquatableArray<ListedException> Exceptions,
    string Description,
    bool IgnoresOthers,
    string? Classifier,
    EquatableArray<string> Results);

/// <summary>An exception in one of the lists.</summary>
internal sealed record ListedException(string Type, bool IsFailure);
