using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The settings that have been set, by name. Setters check the range of each value.</summary>
internal sealed class ExplicitSettings
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public T GetOrDefault<T>(T defaultValue, [CallerMemberName] string name = "") =>
        _values.TryGetValue(name, out var value) ? (T)value! : defaultValue;

    public bool IsSet(string name) => _values.ContainsKey(name);

    public void Set(object? value, [CallerMemberName] string name = "") => _values[name] = value;

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
        foreach (var (name, value) in other._values)
        {
            if (!_values.TryGetValue(name, out var own) || !Equals(own, value)) return false;
        }

        return true;
    }

    /// <summary>Sets everything that <paramref name="other"/> contains.</summary>
    public void CopyFrom(ExplicitSettings other)
    {
        foreach (var (name, value) in other._values)
        {
            _values[name] = value;
        }
    }

    /// <summary>
    /// Removes the settings whose value is code that differs from the code in <paramref name="first"/>.
    /// </summary>
    /// <returns>The names of the removed settings.</returns>
    public IReadOnlyList<string> RemoveOtherCode(ExplicitSettings first)
    {
        List<string> removed = [];
        foreach (var (name, value) in first._values)
        {
            if (_values.TryGetValue(name, out var own) && !Equals(own, value) && DifferOnlyInCode(own, value) && _values.Remove(name)) removed.Add(name);
        }

        return removed;
    }

    public SettingConflict? FindConflict(ExplicitSettings other)
    {
        foreach (var (name, value) in _values)
        {
            if (other._values.TryGetValue(name, out var otherValue) && !Equals(value, otherValue))
            {
                return new SettingConflict(name, Format(value), Format(otherValue));
            }
        }

        return null;
    }

    /// <summary>Returns the settings as text, ordered by name.</summary>
    public override string ToString() => string.Join(
        ", ",
        _values
            .OrderBy(static setting => setting.Key, StringComparer.Ordinal)
            .Select(static setting => $"{setting.Key} = {Format(setting.Value)}"));

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
}
