namespace Aspects;

/// <summary>One setting in force of a breaker, with its source.</summary>
/// <param name="Name">The name of the property in <see cref="CircuitBreakerOptions"/>.</param>
/// <param name="Value">
/// The value as text, the same in every culture. <see cref="CircuitSettings.Options"/> has the typed value.
/// </param>
/// <param name="Level">The level of precedence that has set the value.</param>
/// <param name="Source">
/// The place that has set the value: the name of an interface or of another source, or a member with file and line.
/// </param>
public sealed record CircuitSetting(string Name, string Value, SettingLevel Level, string Source)
{
    /// <summary>Returns the setting as text: <c>ConsecutiveFailures = 3 (Declared: Shop.IAuthClient)</c>.</summary>
    public override string ToString() => Level == SettingLevel.Default ? $"{Name} = {Value} ({Level})" : $"{Name} = {Value} ({Level}: {Source})";
}
