namespace Aspects;

// The asynchronous doors. The token that a call is given is the caller's, or one that is cancelled when the time is up as well.
public sealed partial class CircuitBreaker
{
    /// <summary>Makes a call through the breaker.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's token; where it is cancelled, the outcome counts neither way.</param>
    /// <returns>A task that ends as the call does.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="TimeoutException">The time for the call was up; see <see cref="CircuitBreakerOptions.Timeout"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    public ValueTask ExecuteAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ExecuteAsync(static (call, token) => call(token), call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    public ValueTask<TResult> ExecuteAsync<TResult>(
        Func<CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ExecuteAsync(static (call, token) => call(token), call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">What the call is given.</param>
    /// <param name="cancellationToken">The caller's token; where it is cancelled, the outcome counts neither way.</param>
    public ValueTask ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedValueTask(cancellationToken);

        ValueTask task;
        try
        {
            task = call(state, permit.Token(cancellationToken));
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }

        return permit.Guard(task, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">What the call is given.</param>
    /// <param name="cancellationToken">The caller's token; where it is cancelled, the outcome counts neither way.</param>
    public ValueTask<TResult> ExecuteAsync<TState, TResult>(
        Func<TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedValueTask<TResult>(cancellationToken);

        ValueTask<TResult> task;
        try
        {
            task = call(state, permit.Token(cancellationToken));
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }

        return permit.Guard(task, cancellationToken);
    }
}
