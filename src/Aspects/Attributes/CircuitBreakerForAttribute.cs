namespace Aspects;

/// <summary>
/// Protects an interface that cannot be annotated, for it belongs to another assembly, as if the attribute stood on it:
/// <c>[assembly: CircuitBreakerFor&lt;IChatClient&gt;("llm")]</c>, or
/// <c>[assembly: CircuitBreakerFor(typeof(IStore&lt;&gt;), "store")]</c> where it has type parameters that are to stay open.
/// </summary>
/// <remarks>An interface may be named several times, with different members and breakers.</remarks>
/// <param name="interfaceType">The interface.</param>
/// <param name="name">The name of the breaker: neither empty nor blank.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CircuitBreakerForAttribute(Type interfaceType, string name) : CircuitBreakerSettingsAttribute
{
    /// <summary>The interface.</summary>
    public Type InterfaceType { get; } = interfaceType;

    /// <inheritdoc cref="CircuitBreakerAttribute.Name"/>
    public string Name { get; } = name;

    /// <summary>The names of the methods and properties to protect; every method where there are none.</summary>
    public string[] Members { get; set; } = [];

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackType"/>
    public Type? FallbackType { get; set; }

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackOn"/>
    public FallbackTrigger FallbackOn { get; set; }
}
