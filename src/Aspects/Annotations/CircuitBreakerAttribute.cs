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
    /// The method of the same interface that answers in place of a call that is turned away: default or static, with the same
    /// parameters, and the exception last if it wants to see it; write it with <see langword="nameof"/>. For a method only;
    /// <see langword="null"/> if not set.
    /// </summary>
    public string? Fallback { get; set; }

    /// <summary>
    /// An implementation of the whole interface, with a public constructor without parameters, that answers in place of calls that
    /// are turned away and have no <see cref="Fallback"/> of their own. For an interface only; <see langword="null"/> if not set.
    /// </summary>
    public Type? FallbackType { get; set; }

    /// <summary>When a fallback answers: for rejections, or for failures too. <see cref="FallbackOn.Rejection"/> if not set.</summary>
    public FallbackOn FallbackOn { get; set; }
}
