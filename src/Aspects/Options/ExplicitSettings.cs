using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The settings that have been set, by name, each with its origin. Setters check the range of each value.
/// </summary>
internal sealed class ExplicitSettings
{
    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);

    public T GetOrDefault<T>(T defaultValue, [CallerMemberName] string name = "") =>
        _settings.TryGetValue(name, out var setting) ? (T)setting.Value! : defaultValue;

    public bool IsSet(string name) => _settings.ContainsKey(name);

    public void Set(object? value, [CallerMemberName] string name = "") => _settings[name] = new Setting(value, Origin: null);

    /// <summary>
    /// The origin of a setting; <see langword="null"/> if the setting is not set, or no source has received it yet.
    /// </summary>
    public SettingOrigin? GetOrigin(string name) => _settings.GetValueOrDefault(name).Origin;

    /// <summary>Sets the origin of each setting that has none.</summary>
    public void SetMissingOrigins(SettingOrigin origin)
    {
        foreach (var (name, setting) in _settings)
        {
            if (setting.Origin is null) SetOrigin(name, origin);
        }
    }

    public void SetOrigin(string name, SettingOrigin? origin) => _settings[name] = _settings[name] with { Origin = origin };

    public void SetInRange<T>(T value, T min, T max, [CallerMemberName] string name = "")
        where T : struct, IComparable<T>, IFormattable
    {
        // CompareTo orders NaN below every number, so NaN is out of range.
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
        {
            throw CreateOutOfRange(value, name, $"from {Format(min)} to {Format(max)}");
        }

        Set(value, name);
    }

    public void SetZeroOrInRange(TimeSpan value, TimeSpan min, TimeSpan max, [CallerMemberName] string name = "")
    {
        if (value != TimeSpan.Zero && (value < min || value > max))
        {
            throw CreateOutOfRange(value, name, $"{Format(TimeSpan.Zero)}, or from {Format(min)} to {Format(max)}");
        }

        Set(value, name);
    }

    public void SetDefined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) throw CreateOutOfRange(value, name, $"one of {string.Join(", ", Enum.GetNames<T>())}");
        Set(value, name);
    }

    /// <summary>
    /// Whether these settings contain everything that <paramref name="other"/> contains, with the same values.
    /// </summary>
    public bool ContainsAll(ExplicitSettings other)
    {
        foreach (var (name, setting) in other._settings)
        {
            if (!_settings.TryGetValue(name, out var own) || !Equals(own.Value, setting.Value)) return false;
        }

        return true;
    }

    /// <summary>Sets everything that <paramref name="other"/> contains.</summary>
    public void CopyFrom(ExplicitSettings other)
    {
        foreach (var (name, setting) in other._settings)
        {
            _settings[name] = setting;
        }
    }

    /// <summary>Forgets the origins of all settings.</summary>
    public void ClearOrigins()
    {
        foreach (var (name, _) in _settings) SetOrigin(name, origin: null);
    }

    /// <summary>
    /// Removes the settings whose value is code that differs from the code in <paramref name="first"/>.
    /// </summary>
    /// <returns>The names of the removed settings.</returns>
    public IReadOnlyList<string> RemoveOtherCode(ExplicitSettings first)
    {
        List<string> removed = [];
        foreach (var (name, setting) in first._settings)
        {
            if (!_settings.TryGetValue(name, out var own) || Equals(own.Value, setting.Value) || !DifferOnlyInCode(own.Value, setting.Value)) continue;
            _settings.Remove(name);
            removed.Add(name);
        }

        return removed;
    }

    public SettingConflict? FindConflict(ExplicitSettings other)
    {
        foreach (var (name, setting) in _settings)
        {
            if (other._settings.TryGetValue(name, out var otherSetting) && !Equals(setting.Value, otherSetting.Value))
            {
                return new SettingConflict(name, Format(setting.Value), Format(otherSetting.Value));
            }
        }

        return null;
    }

    /// <summary>Returns the settings as text, ordered by name.</summary>
    public override string ToString() => string.Join(
        ", ",
        _settings
            .OrderBy(static setting => setting.Key, StringComparer.Ordinal)
            .Select(static setting => $"{setting.Key} = {Format(setting.Value.Value)}"));

    // Rules with the same text differ in a delegate.
    private static bool DifferOnlyInCode(object? one, object? other) => (one, other) switch
    {
        (Delegate or IHealthProbe, Delegate or IHealthProbe) => true,
        (OutcomeRules rules, OutcomeRules otherRules) => rules.ToString() == otherRules.ToString(),
        _ => false,
    };

    private static ArgumentOutOfRangeException CreateOutOfRange(object value, string name, string allowed) =>
        new(nameof(value), value, $"{name} must be {allowed}, and is {Format(value)}.");

    private static string Format(object? value) => FormattableString.Invariant($"{value ?? "null"}");

    private readonly record struct Setting(object? Value, SettingOrigin? Origin);
}
