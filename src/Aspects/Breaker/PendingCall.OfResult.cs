namespace Aspects;

/// <inheritdoc cref="PendingCall"/>
/// <typeparam name="TResult">The type of the task's result.</typeparam>
internal sealed class PendingCall<TResult> : PendingCall
{
    private Task<TResult>? _task;
    private TaskCompletionSource<TResult>? _handed;

    /// <summary>The task for the caller of a call whose own is under way.</summary>
    public static Task<TResult> Guard(CircuitPermit permit, Task<TResult> task, CancellationToken cancellationToken)
    {
        var call = Spares<PendingCall<TResult>>.Take() ?? new PendingCall<TResult>();
        var handed = new TaskCompletionSource<TResult>();
        call._task = task;
        call._handed = handed;

        // May end it at once, and give this object to the next call.
        call.Begin(permit, task, cancellationToken);
        return handed.Task;
    }

    protected override void Settle(ref CircuitPermit permit, CancellationToken cancellationToken) =>
        permit.SettleEnded(_task!, cancellationToken);

    protected override void HandOn()
    {
        var (task, handed) = (_task!, _handed!);
        (_task, _handed) = (null, null);
        Spares<PendingCall<TResult>>.Keep(this);
        handed.SetFromTask(task);
    }
}
