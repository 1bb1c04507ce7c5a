namespace Aspects;

/// <summary>
/// Settings for every breaker that the attributes of an assembly name; those on interfaces and methods win over them.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CircuitBreakerDefaultsAttribute : CircuitBreakerSettingsAttribute;
