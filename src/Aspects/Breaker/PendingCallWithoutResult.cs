namespace Aspects;

/// <inheritdoc cref="PendingCall"/>
internal sealed class PendingCallWithoutResult : PendingCall
{
    private Task? _task;
    private TaskCompletionSource? _callerTask;

    /// <inheritdoc cref="PendingCall{TResult}.Guard"/>
    public static Task Guard(CircuitPermit permit, Task task, CancellationToken cancellationToken)
    {
        var call = ThreadLocalPool<PendingCallWithoutResult>.Rent() ?? new PendingCallWithoutResult();
        var callerTask = new TaskCompletionSource();
        call._task = task;
        call._callerTask = callerTask;
        call.Begin(permit, task, cancellationToken);
        return callerTask.Task;
    }

    protected override void Settle(ref CircuitPermit permit, CancellationToken cancellationToken) =>
        permit.SettleEnded(_task, cancellationToken);

    protected override void CompleteCallerTask()
    {
        var (task, callerTask) = (_task!, _callerTask!);
        (_task, _callerTask) = (null, null);
        ThreadLocalPool<PendingCallWithoutResult>.Return(this);
        callerTask.SetFromTask(task);
    }
}
