namespace Aspects;

/// <summary>What settings apply to: a breaker, or all that share a name.</summary>
internal interface IConfigurable
{
    /// <summary>Puts settings in force, in place of those before.</summary>
    /// <exception cref="ArgumentException">Settings contradict each other; the message says which.</exception>
    void Apply(CircuitBreakerOptions options);
}
