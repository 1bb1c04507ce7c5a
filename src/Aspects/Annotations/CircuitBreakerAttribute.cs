namespace Aspects;

/// <summary>
/// Protects a method or property of an interface, or every method of it, with the circuit breaker of the given name.
/// The generator writes a proxy for the interface at compile time.
/// </summary>
/// <remarks>
/// On an interface the attribute covers every method, inherited ones too, except <see cref="IDisposable.Dispose"/>
/// and <see cref="IAsyncDisposable.DisposeAsync"/>; properties, indexers and events are passed through unguarded.
/// On a method or property it wins over the one on the interface, setting by setting. <see cref="NoCircuitBreakerAttribute"/>
/// opts out.
/// </remarks>
/// <param name="name">
/// The name of the breaker: neither empty nor blank. Names are compared without regard to case;
/// one name is one breaker, from every door.
/// </param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class CircuitBreakerAttribute(string name) : CircuitBreakerSettingsAttribute
{
    /// <summary>The name of the breaker.</summary>
    public string Name { get; } = name;
}
