namespace Aspects;

/// <summary>
/// Guards a method or property, or all methods of an interface, with the circuit breaker of the given name.
/// </summary>
/// <remarks>
/// <para>The generator writes a proxy for the interface at compile time.</para>
/// <para>
/// On an interface the attribute covers every method, including inherited methods, except
/// <see cref="IDisposable.Dispose"/> and <see cref="IAsyncDisposable.DisposeAsync"/>. The proxy forwards properties,
/// indexers and events without a guard.
/// </para>
/// <para>
/// On a method or property the attribute overrides the attribute of the interface, setting by setting.
/// <see cref="NoCircuitBreakerAttribute"/> opts a member out.
/// </para>
/// </remarks>
/// <param name="name">
/// The name of the breaker, neither empty nor blank. Case does not matter. All users of one name in a registry share
/// one breaker.
/// </param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class CircuitBreakerAttribute(string name) : CircuitBreakerSettingsAttribute
{
    /// <summary>The name of the breaker.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the method that answers when the circuit breaker rejects a call.</summary>
    /// <value>
    /// A method of the same interface, written with <c>nameof</c>, with the same parameters and return type. The method
    /// can take the <see cref="Exception"/> as an additional last parameter. Default: <see langword="null"/>.
    /// </value>
    /// <remarks>
    /// <para>Use this property on the attribute of a method. This property overrides <see cref="FallbackType"/>.</para>
    /// <para>
    /// A fallback method with a different circuit breaker is called through that breaker. Any other fallback method is
    /// called directly. A caller whose token is cancelled gets an <see cref="OperationCanceledException"/> and no
    /// fallback.
    /// </para>
    /// </remarks>
    public string? Fallback { get; set; }

    /// <summary>The type that answers when the circuit breaker rejects a call.</summary>
    /// <value>
    /// A type with a constructor without parameters. The type implements the interface, or the interface that declares
    /// the guarded members. Default: <see langword="null"/>.
    /// </value>
    /// <remarks>
    /// If one type answers for the whole interface, the generated <c>WithAspects</c> also accepts an instance.
    /// </remarks>
    public Type? FallbackType { get; set; }

    /// <summary>The events on which the fallback answers.</summary>
    /// <value>Default: <see cref="FallbackTrigger.Rejection"/>.</value>
    public FallbackTrigger FallbackOn { get; set; }
}
