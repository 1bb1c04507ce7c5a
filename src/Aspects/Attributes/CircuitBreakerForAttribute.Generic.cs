namespace Aspects;

/// <inheritdoc cref="CircuitBreakerForAttribute"/>
/// <typeparam name="TInterface">The interface.</typeparam>
/// <param name="name">The name of the breaker, neither empty nor blank.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CircuitBreakerForAttribute<TInterface>(string name) : CircuitBreakerSettingsAttribute
    where TInterface : class
{
    /// <inheritdoc cref="CircuitBreakerAttribute.Name"/>
    public string Name { get; } = name;

    /// <inheritdoc cref="CircuitBreakerForAttribute.Members"/>
    public string[] Members { get; set; } = [];

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackType"/>
    public Type? FallbackType { get; set; }

    /// <inheritdoc cref="CircuitBreakerAttribute.FallbackOn"/>
    public FallbackTrigger FallbackOn { get; set; }
}
