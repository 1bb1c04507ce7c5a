namespace Aspects;

// Calls without a proxy. The overloads with a state accept a static lambda, so that no closure is allocated.
public sealed partial class CircuitBreaker
{
    /// <summary>Makes a call through the breaker.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute(Action call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Execute(static call => call(), call);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute<TState>(Action<TState> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter();
        TimeoutException? timeout = null;
        try
        {
            call(state);
            permit.Succeeded();
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, CancellationToken.None)) is not null)
        {
            throw timeout;
        }
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <remarks>
    /// A stream or an observable counts as a success when the call returns it. Use
    /// <see cref="Guard{T}(IAsyncEnumerable{T}, CancellationToken)"/> or
    /// <see cref="Guard{T}(IObservable{T}, CancellationToken)"/> to count its outcome.
    /// </remarks>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <returns>The result of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TResult>(Func<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Execute(static call => call(), call);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <inheritdoc cref="Execute{TResult}(Func{TResult})" path="/remarks"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <returns>The result of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TState, TResult>(Func<TState, TResult> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter();
        TimeoutException? timeout = null;
        try
        {
            var result = call(state);
            permit.Returned(result);
            return result;
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, CancellationToken.None)) is not null)
        {
            throw timeout;
        }
    }
}
