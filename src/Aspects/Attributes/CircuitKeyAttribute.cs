namespace Aspects;

/// <summary>
/// Gives each value of a parameter its own circuit breaker, so that one failing key does not block the others.
/// </summary>
/// <remarks>
/// <para>The breakers share the name and the settings of the breaker that guards the method.</para>
/// <para>
/// The parameter must not be <see langword="out"/>, nullable, a ref struct, a pointer, an array or a cancellation
/// token. Its type must not depend on type parameters. All members that share a breaker name must have keys of the same
/// type. A call with <see langword="null"/> as key throws an <see cref="ArgumentNullException"/>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CircuitKeyAttribute : Attribute
{
    /// <summary>The largest number of breakers that exist at the same time.</summary>
    /// <value>From 1 to 1,000,000. Default: 1,000.</value>
    /// <remarks><see cref="CircuitBreakerPartition{TKey}"/> describes which breakers are evicted.</remarks>
    public int Capacity { get; set; } = 1_000;
}
