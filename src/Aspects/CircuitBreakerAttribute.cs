namespace Aspects;

/// <summary>
/// Protects a method or property of an interface, or every method of it, with the circuit breaker of the given name.
/// The generator writes a proxy for the interface at compile time.
/// </summary>
/// <remarks>
/// <para>On an interface the attribute covers every method, inherited ones too, except <see cref="IDisposable.Dispose"/>
/// and <see cref="IAsyncDisposable.DisposeAsync"/>; properties, indexers and events are passed through unguarded.
/// On a method or property it wins over the one on the interface. <see cref="NoCircuitBreakerAttribute"/> opts out.</para>
/// <para>Numbers that are not named here are left to code and configuration, and to the defaults last. They are checked
/// at compile time against the ranges given with each.</para>
/// </remarks>
/// <param name="name">
/// The name of the breaker: neither empty nor blank. Names are compared without regard to case;
/// one name is one breaker, from every door.
/// </param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class CircuitBreakerAttribute(string name) : Attribute
{
    /// <summary>The name of the breaker.</summary>
    public string Name { get; } = name;

    /// <inheritdoc cref="CircuitBreakerOptions.ConsecutiveFailures"/>
    public int ConsecutiveFailures { get; set; } = CircuitBreakerOptions.Default.ConsecutiveFailures;

    /// <summary>
    /// How long the circuit stays open before a probe is let through, in seconds.
    /// From 0.001 to 922,337,203,685; 30 if not set.
    /// </summary>
    public double BreakSeconds { get; set; } = CircuitBreakerOptions.Default.BreakDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.MaxConcurrentProbes"/>
    public int MaxConcurrentProbes { get; set; } = CircuitBreakerOptions.Default.MaxConcurrentProbes;

    /// <inheritdoc cref="CircuitBreakerOptions.SuccessThreshold"/>
    public int SuccessThreshold { get; set; } = CircuitBreakerOptions.Default.SuccessThreshold;

    /// <summary>
    /// How long a probe may take before its place is given to the next caller, in seconds.
    /// From 0.001 to 922,337,203,685; 30 if not set.
    /// </summary>
    public double ProbeTimeoutSeconds { get; set; } = CircuitBreakerOptions.Default.ProbeTimeout.TotalSeconds;
}
