namespace Aspects;

/// <summary>Receives the events of circuit breakers.</summary>
/// <remarks>
/// <para>
/// Events arrive one at a time, in the order in which they happened. They arrive on a thread of the thread pool, never
/// on the thread of a caller.
/// </para>
/// <para>
/// A listener that throws, blocks or calls the breaker does not affect the breaker, its callers or other listeners. A
/// listener that is 10,000 events behind misses further events until it catches up.
/// </para>
/// </remarks>
public interface ICircuitBreakerListener
{
    /// <summary>Receives a change of the state of a circuit breaker.</summary>
    /// <param name="transition">The change.</param>
    void OnTransition(CircuitTransition transition);

    /// <summary>
    /// Receives an exception that user code threw, such as a classifier. The breaker continued without that code.
    /// </summary>
    /// <param name="callbackError">The exception and its source.</param>
    void OnCallbackError(CallbackError callbackError)
    {
    }
}
