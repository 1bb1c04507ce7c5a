namespace Aspects;

// Synchronous calls with a token. An exception after a cancellation by the caller counts as ignored.
public sealed partial class CircuitBreaker
{
    /// <summary>Makes a call through the breaker.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's token. The call gets a token that includes the timeout.</param>
    /// <exception cref="TimeoutException">
    /// The call threw an exception after <see cref="CircuitBreakerOptions.Timeout"/> had expired.
    /// </exception>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute(Action<CancellationToken> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        Execute(static (call, token) => call(token), call, cancellationToken);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <param name="cancellationToken">The caller's token. The call gets a token that includes the timeout.</param>
    /// <exception cref="TimeoutException">
    /// The call threw an exception after <see cref="CircuitBreakerOptions.Timeout"/> had expired.
    /// </exception>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute<TState>(Action<TState, CancellationToken> call, TState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter(cancellationToken);
        TimeoutException? timeout = null;
        try
        {
            call(state, permit.Token(cancellationToken));
            permit.Succeeded();
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's token. The call gets a token that includes the timeout.</param>
    /// <returns>The result of the call.</returns>
    /// <exception cref="TimeoutException">
    /// The call threw an exception after <see cref="CircuitBreakerOptions.Timeout"/> had expired.
    /// </exception>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TResult>(Func<CancellationToken, TResult> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Execute(static (call, token) => call(token), call, cancellationToken);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <param name="cancellationToken">The caller's token. The call gets a token that includes the timeout.</param>
    /// <returns>The result of the call.</returns>
    /// <exception cref="TimeoutException">
    /// The call threw an exception after <see cref="CircuitBreakerOptions.Timeout"/> had expired.
    /// </exception>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TState, TResult>(
        Func<TState, CancellationToken, TResult> call, TState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter(cancellationToken);
        TimeoutException? timeout = null;
        try
        {
            var result = call(state, permit.Token(cancellationToken));
            permit.Returned(result);
            return result;
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }
}
