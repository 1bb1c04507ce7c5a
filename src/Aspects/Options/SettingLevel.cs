using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The levels of precedence of settings, the lowest first. Each setting is resolved by itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SettingLevel>))]
public enum SettingLevel
{
    /// <summary>The setting has its default, because no source has set it.</summary>
    Default = 0,

    /// <summary>
    /// An attribute has set the setting, or options given to <see cref="CircuitBreakerRegistry.GetOrAdd"/>,
    /// <see cref="CircuitBreakerRegistry.GetOrAddPartition"/> or a constructor.
    /// </summary>
    Declared = 1,

    /// <summary>
    /// <c>Configure</c> has set the setting for the breaker, or for all breakers that share its name.
    /// </summary>
    Configured = 2,

    /// <summary><c>Configure</c> has set the setting for one key.</summary>
    ConfiguredForKey = 3,
}
