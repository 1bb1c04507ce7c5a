namespace Aspects;

/// <summary>
/// Hears what circuit breakers do: each in the order in which it happened, one at a time, on a thread of the pool and never on
/// that of a caller. A listener that throws, blocks or calls back into the breaker harms nobody but itself.
/// </summary>
public interface ICircuitBreakerListener
{
    /// <summary>A circuit has changed its state.</summary>
    /// <param name="transition">What happened.</param>
    void OnTransition(CircuitTransition transition);

    /// <summary>Code that was given to a breaker, such as a classifier, has thrown; the breaker went on without it.</summary>
    /// <param name="fault">What happened.</param>
    void OnCallbackError(CallbackError fault)
    {
    }
}
