namespace Aspects;

// The doors for those who have no proxy. The overloads with a state let a static lambda do without a closure.
public sealed partial class CircuitBreaker
{
    /// <summary>Makes a call through the breaker.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute(Action call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Execute(static call => call(), call);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">What it is given.</param>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public void Execute<TState>(Action<TState> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter();
        try
        {
            call(state);
            permit.Succeeded();
        }
        catch (Exception error) when (permit.FailedInFilter(error))
        {
            throw;
        }
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="call">The call.</param>
    /// <returns>What the call returned.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TResult>(Func<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Execute(static call => call(), call);
    }

    /// <summary>Makes a call through the breaker.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">What it is given.</param>
    /// <returns>What the call returned.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public TResult Execute<TState, TResult>(Func<TState, TResult> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        var permit = Enter();
        try
        {
            var result = call(state);
            permit.Returned(result);
            return result;
        }
        catch (Exception error) when (permit.FailedInFilter(error))
        {
            throw;
        }
    }
}
