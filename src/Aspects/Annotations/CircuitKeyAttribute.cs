namespace Aspects;

/// <summary>
/// Gives each value of a parameter a circuit breaker of its own, under the name and with the settings of the method's
/// attribute: one model, tenant or host that fails leaves the others alone. One parameter of a method; its type is not nullable.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class CircuitKeyAttribute : Attribute;
