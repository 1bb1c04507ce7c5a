using System.Diagnostics;

namespace Aspects;

/// <summary>The settings of single keys, which override the settings of all keys of a name.</summary>
/// <remarks>The owner synchronizes all members.</remarks>
internal sealed class KeySettings<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, CircuitBreakerOptions> _settings = [];

    /// <summary>Adds settings to those of a key. Later settings override earlier settings.</summary>
    public CircuitBreakerOptions Merge(TKey key, CircuitBreakerOptions options, DeclarationSource source)
    {
        var added = options.CloneWithOrigin(SettingLevel.ConfiguredForKey, source.ToString());
        return _settings.TryGetValue(key, out var known) ? added.LayerOver(known) : added;
    }

    public void Set(TKey key, CircuitBreakerOptions merged) => _settings[key] = merged;

    /// <summary>Returns the settings in force of a key.</summary>
    public CircuitBreakerOptions? Resolve(TKey key, CircuitBreakerOptions? common) =>
        _settings.TryGetValue(key, out var own) ? Layer(own, common) : common;

    /// <exception cref="ArgumentException">Settings of a key contradict the settings of all keys.</exception>
    public void ThrowIfContradictory(string name, CircuitBreakerOptions? common)
    {
        foreach (var (key, own) in _settings) OptionsValidator.ThrowIfContradictory(name, Layer(own, common), key);
    }

    public static CircuitBreakerOptions Layer(CircuitBreakerOptions own, CircuitBreakerOptions? common) =>
        common is null ? own : own.LayerOver(common);
}
