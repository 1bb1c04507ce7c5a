namespace Aspects;

// Asynchronous calls that return a Task. An asynchronous lambda fits the ValueTask overloads too, which have priority.
public sealed partial class CircuitBreaker
{
    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    public Task ExecuteAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ExecuteAsync(static (call, token) => call(token), call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    public Task<TResult> ExecuteAsync<TResult>(
        Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken = default)
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
    public Task ExecuteAsync<TState>(
        Func<TState, CancellationToken, Task> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedTask(cancellationToken);

        Task task;
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
    public Task<TResult> ExecuteAsync<TState, TResult>(
        Func<TState, CancellationToken, Task<TResult>> call, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!TryEnter(out var permit)) return permit.RejectedTask<TResult>(cancellationToken);

        Task<TResult> task;
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
