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
    /// The same task if it has ended already. Otherwise a task that ends the same way after the permit is settled.
    /// A call whose time is up ends with a <see cref="TimeoutException"/> instead. Its inner exception is that of the
    /// task, if the task has failed by then. A <see langword="null"/> task counts as ignored and is returned
    /// unchanged.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Task Guard(Task task, CancellationToken cancellationToken = default)
    {
        if (task is not { IsCompletedSuccessfully: true }) return GuardPending(task, cancellationToken);
        Succeeded();
        return task;
    }

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Task<TResult> Guard<TResult>(Task<TResult> task, CancellationToken cancellationToken = default)
    {
        if (task is not { IsCompletedSuccessfully: true }) return GuardPending(task, cancellationToken);
        Returned(task.Result);
        return task;
    }

    /// <summary>Settles the permit on the fast path if a task has completed successfully already.</summary>
    /// <remarks>
    /// Does not read the result, because a <see cref="ValueTask{TResult}"/> can be read only once. So this method
    /// settles nothing if the breaker has to do more than to count a success, for example to measure the call.
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
        if (!task.IsCompletedSuccessfully || _entry.HasSlowPath) return false;
        Succeeded();
        return true;
    }

    /// <inheritdoc cref="TrySettle{TResult}(in ValueTask{TResult})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySettle(in ValueTask task)
    {
        if (!task.IsCompletedSuccessfully || _entry.HasSlowPath) return false;
        Succeeded();
        return true;
    }

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Guard(ValueTask task, CancellationToken cancellationToken = default)
    {
        if (!task.IsCompletedSuccessfully) return GuardPending(task, cancellationToken);
        Succeeded();
        return task;
    }

    /// <inheritdoc cref="Guard(Task, CancellationToken)"/>
    /// <typeparam name="TResult">The type of the task's result.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask<TResult> Guard<TResult>(ValueTask<TResult> task, CancellationToken cancellationToken = default)
    {
        if (!task.IsCompletedSuccessfully) return GuardPending(task, cancellationToken);
        var result = task.Result;
        Returned(result);
        return new ValueTask<TResult>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask GuardPending(ValueTask task, CancellationToken cancellationToken) => GuardAsync(Move(), task, cancellationToken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<TResult> GuardPending<TResult>(ValueTask<TResult> task, CancellationToken cancellationToken) =>
        GuardAsync(Move(), task, cancellationToken);

    private Task GuardPending(Task? task, CancellationToken cancellationToken)
    {
        if (task is not { IsCompleted: false }) return SettleEnded(task, cancellationToken) is { } timeout ? Task.FromException(timeout) : task!;
        return HasTimeout
            ? GuardWithTimeoutAsync(Move(), task, cancellationToken)
            : PendingCallWithoutResult.Guard(Move(), task, cancellationToken);
    }

    private Task<TResult> GuardPending<TResult>(Task<TResult>? task, CancellationToken cancellationToken)
    {
        if (task is not { IsCompleted: false })
        {
            return SettleEnded((Task?)task, cancellationToken) is { } timeout ? Task.FromException<TResult>(timeout) : task!;
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

    /// <summary>Settles the permit with the outcome of a task that has ended.</summary>
    /// <remarks>
    /// Reads the status and does not await the task, because a throw costs more than a thousand healthy calls.
    /// </remarks>
    /// <returns>The timeout that the caller gets in place of the task, if any.</returns>
    internal TimeoutException? SettleEnded(Task? task, CancellationToken cancellationToken)
    {
        switch (task)
        {
            case null:
                Ignored();
                return null;
            case { IsFaulted: true, Exception: { } errors }:
                return SettleErrors(errors, cancellationToken);
            case { IsCanceled: true }:
                return SettleError(new TaskCanceledException(task), cancellationToken);
            default:
                Succeeded();
                return null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task GuardWithTimeoutAsync(CircuitPermit permit, Task task, CancellationToken cancellationToken)
    {
        TimeoutException? timeout = null;
        var limit = permit.TimeLimit;
        try
        {
            if (!await permit._breaker!.WaitWithTimeoutAsync(task, permit._start, limit).ConfigureAwait(false))
            {
                throw permit.SettleTimeout(limit, cancellationToken);
            }

            await task.ConfigureAwait(false);
            permit.Succeeded();
        }
        catch (Exception error) when ((timeout = permit.SettleThrown(error, task, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<TResult> GuardWithTimeoutAsync<TResult>(
        CircuitPermit permit, Task<TResult> task, CancellationToken cancellationToken)
    {
        TimeoutException? timeout = null;
        var limit = permit.TimeLimit;
        try
        {
            if (!await permit._breaker!.WaitWithTimeoutAsync(task, permit._start, limit).ConfigureAwait(false))
            {
                throw permit.SettleTimeout(limit, cancellationToken);
            }

            var result = await task.ConfigureAwait(false);
            permit.Returned(result);
            return result;
        }
        catch (Exception error) when ((timeout = permit.SettleThrown(error, task, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask GuardAsync(CircuitPermit permit, ValueTask task, CancellationToken cancellationToken)
    {
        TimeoutException? timeout = null;
        Task? waited = null;
        try
        {
            if (permit.HasTimeout || task.IsFaulted)
            {
                waited = task.AsTask();
                var limit = permit.TimeLimit;
                if (!await permit._breaker!.WaitWithTimeoutAsync(waited, permit._start, limit).ConfigureAwait(false))
                {
                    throw permit.SettleTimeout(limit, cancellationToken);
                }

                task = new ValueTask(waited);
            }

            await task.ConfigureAwait(false);
            permit.Succeeded();
        }
        catch (Exception error) when ((timeout = permit.SettleThrown(error, waited, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TResult> GuardAsync<TResult>(
        CircuitPermit permit, ValueTask<TResult> task, CancellationToken cancellationToken)
    {
        TimeoutException? timeout = null;
        Task<TResult>? waited = null;
        try
        {
            if (permit.HasTimeout || task.IsFaulted)
            {
                waited = task.AsTask();
                var limit = permit.TimeLimit;
                if (!await permit._breaker!.WaitWithTimeoutAsync(waited, permit._start, limit).ConfigureAwait(false))
                {
                    throw permit.SettleTimeout(limit, cancellationToken);
                }

                task = new ValueTask<TResult>(waited);
            }

            var result = await task.ConfigureAwait(false);
            permit.Returned(result);
            return result;
        }
        catch (Exception error) when ((timeout = permit.SettleThrown(error, waited, cancellationToken)) is not null)
        {
            throw timeout;
        }
    }

    private readonly bool HasTimeout => TimeLimit > TimeSpan.Zero;

    // The limit that the call began with. Without a deadline, that of the settings.
    private readonly TimeSpan TimeLimit => Deadline?.Limit ?? _breaker?.CallTimeout ?? TimeSpan.Zero;

    /// <summary>Settles the permit of a call that has not ended when its time is up.</summary>
    /// <returns>
    /// The exception for the caller: a <see cref="TimeoutException"/>, or an <see cref="OperationCanceledException"/>
    /// if the caller cancelled before the time was up.
    /// </returns>
    private Exception SettleTimeout(TimeSpan limit, CancellationToken cancellationToken)
    {
        var deadline = Deadline;
        deadline?.Expire();
        return SettleTimeout(limit, deadline?.HasTimedOut ?? !cancellationToken.IsCancellationRequested, cancellationToken);
    }

    /// <inheritdoc cref="SettleTimeout(TimeSpan, CancellationToken)"/>
    /// <param name="limit">The time limit of the call.</param>
    /// <param name="hasTimedOut">Whether the time was up before the caller cancelled.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    internal Exception SettleTimeout(TimeSpan limit, bool hasTimedOut, CancellationToken cancellationToken)
    {
        var breaker = TakeBreaker()!;
        DisposeDeadline();
        return breaker.SettleUnended(_entry, _start, hasTimedOut, limit, cancellationToken);
    }

    // Settles the permit with the exception that an await of a task has thrown. The task may have more exceptions.
    // A pending ValueTask throws only the first of them.
    private TimeoutException? SettleThrown(Exception error, Task? task, CancellationToken cancellationToken) =>
        task is { IsFaulted: true, Exception: { } errors } ? SettleErrors(errors, cancellationToken) : SettleError(error, cancellationToken);

    // The exceptions of a task are judged one by one. The AggregateException that holds them is not the callee's.
    private TimeoutException? SettleErrors(AggregateException errors, CancellationToken cancellationToken) =>
        errors.InnerExceptions is [var only]
            ? SettleError(only, cancellationToken)
            : SettleError(errors.InnerExceptions[0], cancellationToken, errors);

    /// <inheritdoc cref="CircuitBreaker.LeaveProbeFlow"/>
    internal readonly void LeaveProbeFlow() => _breaker?.LeaveProbeFlow(_entry);

    /// <summary>Moves the permit to another variable. Settling this variable then does nothing.</summary>
    private CircuitPermit Move()
    {
        var moved = this;
        LeaveProbeFlow();
        _breaker = null;
        _deadlineOrTimeout = null;
        return moved;
    }

    /// <summary>Records the first item of a stream, or the end of a stream without items.</summary>
    /// <remarks>Settle the permit again with the end of the stream.</remarks>
    internal void RecordFirstItem()
    {
        if (_breaker is not { } breaker || (!_start.IsMeasured && _entry.IsClosed)) return;
        DisposeDeadline();
        this = breaker.SettleFirstItem(_entry, _start);
    }
}
