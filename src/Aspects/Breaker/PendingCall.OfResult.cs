namespace Aspects;

/// <inheritdoc cref="PendingCall"/>
/// <typeparam name="TResult">The type of the task's result.</typeparam>
internal sealed class PendingCall<TResult> : PendingCall
{
    private Task<TResult>? _task;
    private TaskCompletionSource<TResult>? _callerTask;

    /// <summary>Creates the task for the caller of a call that is still under way.</summary>
    public static Task<TResult> Guard(CircuitPermit permit, Task<TResult> task, CancellationToken cancellationToken)
    {
        var call = ThreadLocalPool<PendingCall<TResult>>.Rent() ?? new PendingCall<TResult>();
        var callerTask = new TaskCompletionSource<TResult>();
        call._task = task;
        call._callerTask = callerTask;

        // May complete the call at once and return this object to the pool, so its fields must not be read afterwards.
        call.Begin(permit, task, cancellationToken);
        return callerTask.Task;
    }

    protected override void Settle(ref CircuitPermit permit, CancellationToken cancellationToken) =>
        permit.SettleEnded(_task!, cancellationToken);

    protected override void CompleteCallerTask()
    {
        var (task, callerTask) = (_task!, _callerTask!);
        (_task, _callerTask) = (null, null);
        ThreadLocalPool<PendingCall<TResult>>.Return(this);
        callerTask.SetFromTask(task);
    }
}
