namespace Aspects;

/// <summary>
/// A breaker, or all breakers that share a name, whose settings can be replaced while they are in use.
/// </summary>
internal interface IReconfigurable : IDisposable
{
    /// <summary>Replaces all settings.</summary>
    /// <exception cref="ArgumentException">Settings contradict each other; the message names them.</exception>
    void ReplaceSettings(CircuitBreakerOptions options);

    /// <summary>Reads whether call listeners exist. Call after a call listener was added or removed.</summary>
    void UpdateCallListeners();
}
