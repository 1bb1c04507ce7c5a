namespace Aspects.Generator.Models;

/// <summary>A breaker that a proxy uses.</summary>
/// <param name="Name">Its name in the registry.</param>
/// <param name="Field">The field that holds it.</param>
/// <param name="Settings">What the attributes of the interface set.</param>
internal sealed record BreakerModel(string Name, string Field, EquatableArray<SettingModel> Settings);

/// <summary>A number that an attribute sets.</summary>
/// <param name="Option">The property of the options.</param>
/// <param name="Value">The number.</param>
/// <param name="IsSeconds">Whether the option is a time span, and the number its seconds.</param>
internal sealed record SettingModel(string Option, double Value, bool IsSeconds);
