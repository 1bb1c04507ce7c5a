using System.Runtime.CompilerServices;

namespace Aspects;

// Settles a permit when a task ends.
public partial struct CircuitPermit
{
    /// <summary>
    /// Settles the permit with the outcome of a task, or when <see cref="CircuitBreakerOptions.Timeout"/> expires.
    /// </summary>
    /// <param name="task">The task that the call returned.</param>
    /// <param name="cancellationToken">The caller's token; see <see cref="Failed"/>.</param>
    /// <returns>
    /// The same task if it has ended already. Otherwise a task that ends the same way after the permit is settled, or
    /// that ends with a <see cref="TimeoutException"/>. A <see langword="null"/> task counts as ignored and is returned
    /// unchanged.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Task Guard(Task task, CancellationToken cancellationToken = default)
    {
        if (task is not { IsCompletedSuccessfully: true } || _deadline is not null) return GuardPending(task, cancellationToken);
        Succeeded();
        return task;
    }

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Task<TResult> Guard<TResult>(Task<TResult> task, CancellationToken cancellationToken = default)
    {
        if (task is not { IsCompletedSuccessfully: true } || _deadline is not null) return GuardPending(task, cancellationToken);
        Returned(task.Result);
        return task;
    }

    /// <summary>Settles the permit if a task has completed successfully already.</summary>
    /// <remarks>
    /// Does not read the result, because a <see cref="ValueTask{TResult}"/> can be read only once. So this method
    /// settles nothing if a rule of the breaker classifies results.
    /// </remarks>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    /// <param name="task">The task that the call returned.</param>
    /// <returns>
    /// <see langword="true"/> if the permit is settled: return the task to the caller. <see langword="false"/>
    /// otherwise: call <c>Guard</c>.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySettle<TResult>(in ValueTask<TResult> task)
    {
        if (!task.IsCompletedSuccessfully || (_entry.HasSlowPath && (_deadline is not null || _breaker is { JudgesResults: true }))) return false;
        Succeeded();
        return true;
    }

    /// <inheritdoc cref="TrySettle{TResult}(in ValueTask{TResult})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySettle(in ValueTask task)
    {
        if (!task.IsCompletedSuccessfully || _deadline is not null) return false;
        Succeeded();
        return true;
    }

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Guard(ValueTask task, CancellationToken cancellationToken = default) =>
        TrySettle(in task) ? task : GuardAsync(Move(), task, cancellationToken);

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask<TResult> Guard<TResult>(ValueTask<TResult> task, CancellationToken cancellationToken = default) =>
        TrySettle(in task) ? task : GuardAsync(Move(), task, cancellationToken);

    private Task GuardPending(Task? task, CancellationToken cancellationToken)
    {
        if (task is not { IsCompleted: false })
        {
            SettleEnded(task, cancellationToken);
            DisposeDeadline();
            return task!;
        }

        return HasTimeout
            ? GuardWithTimeoutAsync(Move(), task, cancellationToken)
            : PendingCallWithoutResult.Guard(Move(), task, cancellationToken);
    }

    private Task<TResult> GuardPending<TResult>(Task<TResult>? task, CancellationToken cancellationToken)
    {
        if (task is not { IsCompleted: false })
        {
            if (task is null) Ignored();
            else SettleEnded(task, cancellationToken);
            DisposeDeadline();
            return task!;
        }

        return HasTimeout
            ? GuardWithTimeoutAsync(Move(), task, cancellationToken)
            : PendingCall<TResult>.Guard(Move(), task, cancellationToken);
    }

    /// <summary>Settles the permit with the outcome of a task that has ended.</summary>
    internal void SettleEnded<TResult>(Task<TResult> task, CancellationToken cancellationToken)
    {
        if (task.IsCompletedSuccessfully) Returned(task.Result);
        else SettleEnded((Task)task, cancellationToken);
    }

    // Reads the status and does not await the task, because a throw costs more than a thousand healthy calls.
    internal void SettleEnded(Task? task, CancellationToken cancellationToken)
    {
        switch (task)
        {
            case null:
                Ignored();
                break;
            case { IsFaulted: true, Exception: { } errors }:
                Failed(errors.InnerExceptions[0], cancellationToken);
                break;
            case { IsCanceled: true }:
                Failed(new TaskCanceledException(task), cancellationToken);
                break;
            default:
                Succeeded();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task GuardWithTimeoutAsync(CircuitPermit permit, Task task, CancellationToken cancellationToken)
    {
        try
        {
            if (!await permit._breaker!.WaitWithTimeoutAsync(task).ConfigureAwait(false)) throw permit.SettleTimeout(cancellationToken);
            await task.ConfigureAwait(false);
            permit.Succeeded();
        }
        catch (OperationCanceledException) when (permit.IsDeadlineExpired)
        {
            throw permit.SettleTimeout(cancellationToken);
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }
        finally
        {
            permit.DisposeDeadline();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<TResult> GuardWithTimeoutAsync<TResult>(
        CircuitPermit permit, Task<TResult> task, CancellationToken cancellationToken)
    {
        try
        {
            if (!await permit._breaker!.WaitWithTimeoutAsync(task).ConfigureAwait(false)) throw permit.SettleTimeout(cancellationToken);
            var result = await task.ConfigureAwait(false);
            permit.Returned(result);
            return result;
        }
        catch (OperationCanceledException) when (permit.IsDeadlineExpired)
        {
            throw permit.SettleTimeout(cancellationToken);
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }
        finally
        {
            permit.DisposeDeadline();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask GuardAsync(CircuitPermit permit, ValueTask task, CancellationToken cancellationToken)
    {
        try
        {
            if (permit.HasTimeout)
            {
                var waited = task.AsTask();
                if (!await permit._breaker!.WaitWithTimeoutAsync(waited).ConfigureAwait(false)) throw permit.SettleTimeout(cancellationToken);
                task = new ValueTask(waited);
            }

            await task.ConfigureAwait(false);
            permit.Succeeded();
        }
        catch (OperationCanceledException) when (permit.IsDeadlineExpired)
        {
            throw permit.SettleTimeout(cancellationToken);
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }
        finally
        {
            permit.DisposeDeadline();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TResult> GuardAsync<TResult>(
        CircuitPermit permit, ValueTask<TResult> task, CancellationToken cancellationToken)
    {
        try
        {
            if (permit.HasTimeout)
            {
                var waited = task.AsTask();
                if (!await permit._breaker!.WaitWithTimeoutAsync(waited).ConfigureAwait(false)) throw permit.SettleTimeout(cancellationToken);
                task = new ValueTask<TResult>(waited);
            }

            var result = await task.ConfigureAwait(false);
            permit.Returned(result);
            return result;
        }
        catch (OperationCanceledException) when (permit.IsDeadlineExpired)
        {
            throw permit.SettleTimeout(cancellationToken);
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw;
        }
        finally
        {
            permit.DisposeDeadline();
        }
    }

    private readonly bool IsDeadlineExpired => _deadline is { IsExpired: true };

    private readonly bool HasTimeout => _deadline is not null || (_breaker is { } breaker && breaker.CallTimeout > TimeSpan.Zero);

    /// <summary>
    /// Settles the permit of a call whose timeout has expired, and creates the exception for the caller.
    /// </summary>
    /// <remarks>
    /// A timeout is always a failure; the classification rules do not run. If the caller has cancelled the call, the
    /// exception is an <see cref="OperationCanceledException"/> and the call counts as ignored.
    /// </remarks>
    internal Exception SettleTimeout(CancellationToken cancellationToken)
    {
        var breaker = TakeBreaker()!;
        if (cancellationToken.IsCancellationRequested)
        {
            breaker.Settle(_entry, _start, CircuitOutcome.Ignored, error: null);
            return new OperationCanceledException(cancellationToken);
        }

        var error = breaker.CreateTimeout();
        breaker.Settle(_entry, _start, CircuitOutcome.Failure, error);
        return error;
    }

    /// <summary>Moves the permit to another variable. This variable is settled afterwards.</summary>
    private CircuitPermit Move()
    {
        var moved = this;
        _breaker = null;
        _deadline = null;
        return moved;
    }
}
