
namespace Aspects.Compiler;

/// <summary>A breaker that a proxy uses, or all that share its name.</summary>
/// <param name="Name">Its name in the registry.</param>
/// <param name="Field">The field that holds it.</param>
/// <param name="Keys">The keys that there is one for each of; <see langword="null"/> where there is only one.</param>
/// <param name="Members">The names of the members that go through it.</param>
/// <param name="Options">The static field that holds what attributes set; <see langword="null"/> where they set nothing.</param>
/// <param name="Settings">What they set.</param>
/// <param name="Rules">What outcomes mean; <see langword="null"/> where they do not say.</param>
internal sealed record BreakerModel(
    string Name,
    string Field,
    KeysModel? Keys,
    EquatableArray<string> Members,
    string? Options,
    EquatableArray<SettingModel> Settings,
    OutcomeRulesModel? Rules);

/// <summary>The keys of the breakers that share a name.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Capacity">How many breakers there may be; <see langword="null"/> where no attribute says.</param>
internal sealed record KeysModel(string Type, int? Capacity);

/// <summary>A setting that an attribute makes.</summary>
/// <param name="Option">The property of the options.</param>
/// <param name="Value">The value, as a number.</param>
/// <param name="Kind">What the number stands for.</param>
internal sealed record SettingModel(string Option, double Value, SettingKind Kind);

/// <summary>What the outcomes of calls mean.</summary>
/// <param name="Exceptions">The exceptions that are listed, those that derive from others first.</param>
/// <param name="Description">The lists, for people.</param>
/// <param name="IgnoresOthers">Whether an exception that is not listed is ignored; otherwise the next rule is asked.</param>
/// <param name="Classifier">The type that judges what is not listed.</param>
/// <param name="Results">The types of results it judges as well.</param>
internal sealed record OutcomeRulesModel(
    EquatableArray<ListedException> Exceptions,
    string Description,
    bool IgnoresOthers,
    string? Classifier,
    EquatableArray<string> Results);

/// <summary>An exception in one of the lists.</summary>
internal sealed record ListedException(string Type, bool IsFailure);
