using System.Runtime.CompilerServices;

namespace Aspects;

// Asynchronous calls without a proxy. The callee gets the token of CircuitPermit.Token, which includes the timeout.
public sealed partial class CircuitBreaker
{
    /// <summary>Makes a call through the breaker.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">
    /// The caller's token. A call that its caller has cancelled counts as ignored.
    /// </param>
    /// <returns>A task that ends with the outcome of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="TimeoutException">
    /// The call took longer than <see cref="CircuitBreakerOptions.Timeout"/>.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is <see langword="null"/>.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask ExecuteAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ExecuteAsync(static (call, token) => call(token), call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    [OverloadResolutionPriority(1)]
    public ValueTask<TResult> ExecuteAsync<TResult>(
        Func<CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ExecuteAsync(static (call, token) => call(token), call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <param name="cancellationToken">
    /// The caller's token. A call that its caller has cancelled counts as ignored.
    /// </param>
    [OverloadResolutionPriority(1)]
    public ValueTask ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedValueTask(cancellationToken);

        ValueTask task;
        TimeoutException? timeout = null;
        try
        {
            task = call(state, permit.Token(cancellationToken));
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, cancellationToken)) is not null)
        {
            throw timeout;
        }

        return permit.Guard(task, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="state">The state to pass to the call.</param>
    /// <param name="cancellationToken">
    /// The caller's token. A call that its caller has cancelled counts as ignored.
    /// </param>
    [OverloadResolutionPriority(1)]
    public ValueTask<TResult> ExecuteAsync<TState, TResult>(
        Func<TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedValueTask<TResult>(cancellationToken);

        ValueTask<TResult> task;
        TimeoutException? timeout = null;
        try
        {
            task = call(state, permit.Token(cancellationToken));
        }
        catch (Exception error) when ((timeout = permit.SettleError(error, cancellationToken)) is not null)
        {
            throw timeout;
        }

        return permit.Guard(task, cancellationToken);
    }
}
