namespace Aspects;

/// <summary>
/// Leaves a method out of the <see cref="CircuitBreakerAttribute"/> that its interface carries:
/// the proxy passes its calls straight through.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class NoCircuitBreakerAttribute : Attribute;
