namespace Aspects;

/// <summary>
/// Gives each value of a parameter a circuit breaker of its own, under the name and with the settings of the one that guards the
/// method: a model that fails does not close the way to the others.
/// </summary>
/// <remarks>
/// The parameter is one that can be a key: neither <see langword="out"/>, nor a ref struct, pointer, array or token, nor nullable or of a
/// type that depends on type parameters. A call with <see langword="null"/> throws an <see cref="ArgumentNullException"/>. All members that
/// go through the breakers of one name have keys of one type.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CircuitKeyAttribute : Attribute
{
    /// <summary>
    /// How many breakers there may be at a time; see <see cref="CircuitBreakerPartition{TKey}"/>. From 1 to 1,000,000; 1,000 if not set.
    /// </summary>
    public int Capacity { get; set; } = 1_000;
}
