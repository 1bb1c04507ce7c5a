namespace Aspects;

/// <summary>Sets defaults for all breakers that attributes in this assembly name.</summary>
/// <remarks>The attributes on interfaces and members override these defaults, setting by setting.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CircuitBreakerDefaultsAttribute : CircuitBreakerSettingsAttribute;
