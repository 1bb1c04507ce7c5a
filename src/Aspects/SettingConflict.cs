namespace Aspects;

/// <summary>A setting that two sources give for one breaker with different values.</summary>
internal sealed record SettingConflict(string Setting, string Value, string OtherValue)
{
    public static SettingConflict? Between<T>(string setting, T? value, T? other)
        where T : struct, IEquatable<T>
    {
        if (value is not { } a || other is not { } b || a.Equals(b)) return null;
        return new SettingConflict(setting, FormattableString.Invariant($"{a}"), FormattableString.Invariant($"{b}"));
    }
}
