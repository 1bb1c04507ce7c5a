namespace Aspects;

/// <summary>Opts a method or property out of the <see cref="CircuitBreakerAttribute"/> on its interface.</summary>
/// <remarks>The proxy forwards calls to the member without a guard.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class NoCircuitBreakerAttribute : Attribute;
