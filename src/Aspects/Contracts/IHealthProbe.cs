namespace Aspects;

/// <summary>Checks the health of a callee, independently of the calls through its circuit breaker.</summary>
public interface IHealthProbe
{
    /// <summary>Checks whether the callee of a circuit breaker is healthy.</summary>
    /// <remarks>
    /// The breaker calls this method only while its circuit is open, one check at a time. If the method throws, the
    /// breaker notifies its listeners, and the break alone decides when the circuit becomes half-open.
    /// </remarks>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="cancellationToken">A token that is cancelled when the circuit is no longer open.</param>
    /// <returns>
    /// <see langword="true"/> can end the break early; see <see cref="CircuitBreakerOptions.HealthProbe"/>.
    /// <see langword="false"/> keeps the circuit open, even after its break.
    /// </returns>
    ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Checks whether the callee of a circuit breaker with a key is healthy. The breaker calls this method.
    /// </summary>
    /// <remarks>Without an implementation of its own, this method ignores the key.</remarks>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="key">The key of the breaker; <see langword="null"/> if it has none.</param>
    /// <param name="cancellationToken">A token that is cancelled when the circuit is no longer open.</param>
    /// <returns>The same as the method without a key.</returns>
    ValueTask<bool> IsHealthyAsync(string name, object? key, CancellationToken cancellationToken) =>
        IsHealthyAsync(name, cancellationToken);
}
