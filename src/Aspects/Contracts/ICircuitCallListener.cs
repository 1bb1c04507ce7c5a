namespace Aspects;

/// <summary>Receives each call of a circuit breaker, about in the order in which the calls end.</summary>
/// <remarks>
/// <para>
/// The listener runs on a thread of the pool, off the call path, one call at a time. A listener that throws or blocks
/// affects neither the breaker, nor callers, nor other listeners. An exception is reported as a
/// <see cref="CallbackError"/>.
/// </para>
/// <para>
/// While a breaker has a call listener, each call takes the slow path and allocates one <see cref="CircuitCall"/>. At
/// most 10,000 calls wait for a listener. Further calls are dropped. For a listener of
/// one breaker they are counted in <see cref="CircuitSnapshot.CallbackErrors"/>.
/// </para>
/// </remarks>
public interface ICircuitCallListener
{
    /// <summary>Receives one call.</summary>
    /// <param name="circuitCall">The call.</param>
    void OnCall(CircuitCall circuitCall);
}
