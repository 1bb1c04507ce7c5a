namespace Aspects;

/// <summary>Holds the settings of one or more breakers by their sources, and computes the settings in force.</summary>
internal interface ISettingsOwner
{
    /// <summary>Overrides settings of one breaker.</summary>
    /// <param name="breaker">The breaker.</param>
    /// <param name="key">The key of the breaker; <see langword="null"/> without keys.</param>
    /// <param name="options">The settings to override.</param>
    /// <param name="source">The place that overrides them.</param>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed.</exception>
    void Configure(IReconfigurable breaker, object? key, CircuitBreakerOptions options, DeclarationSource source);
}
