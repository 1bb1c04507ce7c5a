using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>Settings by name: only those that have been set. Values are checked on their way in.</summary>
internal sealed class SettingBag
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public T Get<T>(T fallback, [CallerMemberName] string name = "") =>
        _values.TryGetValue(name, out var value) ? (T)value! : fallback;

    public void Set(object? value, [CallerMemberName] string name = "") => _values[name] = value;

    public void SetInRange<T>(T value, T min, T max, [CallerMemberName] string name = "")
        where T : struct, IComparable<T>, IFormattable
    {
        // Not a number compares as less than everything.
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0) throw OutOfRange(value, name, $"from {Text(min)} to {Text(max)}");
        Set(value, name);
    }

    public void SetZeroOrInRange(TimeSpan value, TimeSpan min, TimeSpan max, [CallerMemberName] string name = "")
    {
        if (value != TimeSpan.Zero && (value < min || value > max))
        {
            throw OutOfRange(value, name, $"{Text(TimeSpan.Zero)}, or from {Text(min)} to {Text(max)}");
        }

        Set(value, name);
    }

    public void SetDefined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) throw OutOfRange(value, name, $"one of {string.Join(", ", Enum.GetNames<T>())}");
        Set(value, name);
    }

    /// <summary>Whether everything that another has set is set here too, to the same value.</summary>
    public bool Covers(SettingBag other)
    {
        foreach (var (name, value) in other._values)
        {
            if (!_values.TryGetValue(name, out var mine) || !Equals(mine, value)) return false;
        }

        return true;
    }

    /// <summary>Takes over what another has set.</summary>
    public void TakeFrom(SettingBag other)
    {
        foreach (var (name, value) in other._values)
        {
            _values[name] = value;
        }
    }

    public SettingConflict? FindConflict(SettingBag other)
    {
        foreach (var (name, value) in _values)
        {
            if (other._values.TryGetValue(name, out var otherValue) && !Equals(value, otherValue))
            {
                return new SettingConflict(name, Text(value), Text(otherValue));
            }
        }

        return null;
    }

    /// <summary>What has been set, in the order of the names.</summary>
    public override string ToString() => string.Join(
        ", ", _values.OrderBy(static setting => setting.Key, StringComparer.Ordinal).Select(static setting => $"{setting.Key} = {Text(setting.Value)}"));

    private static ArgumentOutOfRangeException OutOfRange(object value, string name, string allowed) =>
        new(nameof(value), value, $"{name} must be {allowed}, and is {Text(value)}.");

    private static string Text(object? value) => FormattableString.Invariant($"{value ?? "null"}");
}
