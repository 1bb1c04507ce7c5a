namespace Aspects;

/// <summary>Guards an external interface as if the interface had a <see cref="CircuitBreakerAttribute"/>.</summary>
/// <remarks>
/// <para>
/// Use this attribute for an interface of another assembly: <c>[assembly:
/// CircuitBreakerFor&lt;IChatClient&gt;("llm")]</c>. Use the form <c>[assembly:
/// CircuitBreakerFor(typeof(IStore&lt;&gt;), "store")]</c> to keep type parameters open.
/// </para>
/// <para>Several of these attributes can name one interface, with different members and breakers.</para>
/// </remarks>
/// <param name="interfaceType">The interface.</param>
/// <param name="name">The name of the breaker, neither empty nor blank.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CircuitBreakerForAttribute(Type interfaceType, string name) : CircuitBreakerSettingsAttribute
{
    /// <summary>The interface.</summary>
    public Type InterfaceType { get; } = interfaceType;

    /// <inheritdoc cref="CircuitBreakerAttribute.Name"/>
    public string Name { get; } = name;

    /// <summary>The names of the methods and properties to guard.</summary>
    /// <value>Default: empty, which guards every method.</value>
    public string[] Members { get; set; } = [];

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackType"/>
    public Type? FallbackType { get; set; }

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackOn"/>
    public FallbackTrigger FallbackOn { get; set; }
}
