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

    /// <summary>
    /// The method that answers when the circuit breaker turns a call away, as <c>nameof</c> gives it: a method of the interface with the
    /// same parameters and the same return type, which may take the <see cref="Exception"/> as its last parameter. For the attribute on a
    /// method; it wins over <see cref="FallbackType"/>.
    /// </summary>
    /// <remarks>
    /// A fallback that goes through another circuit breaker is called through that; one that goes through the same, or through none, is
    /// called directly. A caller whose token is cancelled gets no fallback, but is told so.
    /// </remarks>
    public string? Fallback { get; set; }

    /// <summary>
    /// A type that implements the interface, or the one that declares the guarded members, and answers when a circuit breaker turns a call
    /// away. It needs a constructor without parameters. Where one type answers for a whole interface, the generated <c>WithAspects</c> takes
    /// an instance too.
    /// </summary>
    public Type? FallbackType { get; set; }

    /// <summary>When the fallback answers; <see cref="FallbackTrigger.Rejection"/> if not set.</summary>
    public FallbackTrigger FallbackOn { get; set; }
}
