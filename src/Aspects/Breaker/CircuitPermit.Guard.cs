using System.Runtime.CompilerServices;

namespace Aspects;

// Settling a permission when a task ends.
public partial struct CircuitPermit
{
    /// <summary>
    /// Settles the permission with the outcome of a task, now if it has ended, or when it does, or when
    /// <see cref="CircuitBreakerOptions.Timeout"/> is up.
    /// </summary>
    /// <param name="task">The task that the call returned.</param>
    /// <param name="cancellationToken">The caller's token; see <see cref="Failed"/>.</param>
    /// <returns>
    /// The same task where it has ended already; otherwise one that ends as it does, after the permission is settled, or with
    /// a <see cref="TimeoutException"/>.
    /// A <see langword="null"/> task, which only a broken callee returns, is handed back and counts as ignored.
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

    /// <summary>
    /// Settles the permission if a task has ended well already. Its result is not taken, for that can be done only once;
    /// where the rules want to see it, the answer is no.
    /// </summary>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    /// <param name="task">The task that the call returned.</param>
    /// <returns>Whether it has, and the task can be handed to the caller; otherwise <c>Guard</c> is to be called.</returns>
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

    /// <summary>Settles the permission with the outcome of a task that has ended, and its result if it has one to judge.</summary>
    internal void SettleEnded<TResult>(Task<TResult> task, CancellationToken cancellationToken)
    {
        if (task.IsCompletedSuccessfully) Returned(task.Result);
        else SettleEnded((Task)task, cancellationToken);
    }

    // By its status, not by awaiting it: a throw costs more than a thousand healthy calls.
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
    /// Settles the permission: the time for the call is up, which is a failure whatever the rules say of exceptions; but a caller who had
    /// gone before is told of the cancellation, which counts neither way.
    /// </summary>
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

    /// <summary>Hands the permission to another variable and leaves none here.</summary>
    private CircuitPermit Move()
    {
        var moved = this;
        _breaker = null;
        _deadline = null;
        return moved;
    }
}
