namespace Aspects;

/// <inheritdoc cref="PendingCall"/>
internal sealed class PendingCallWithoutResult : PendingCall
{
    private Task? _task;
    private TaskCompletionSource? _handed;

    /// <inheritdoc cref="PendingCall{TResult}.Guard"/>
    public static Task Guard(CircuitPermit permit, Task task, CancellationToken cancellationToken)
    {
        var call = Spares<PendingCallWithoutResult>.Take() ?? new PendingCallWithoutResult();
        var handed = new TaskCompletionSource();
        call._task = task;
        call._handed = handed;
        call.Begin(permit, task, cancellationToken);
        return handed.Task;
    }

    protected override void Settle(ref CircuitPermit permit, CancellationToken cancellationToken) =>
        permit.SettleEnded(_task, cancellationToken);

    protected override void HandOn()
    {
        var (task, handed) = (_task!, _handed!);
        (_task, _handed) = (null, null);
        Spares<PendingCallWithoutResult>.Keep(this);
        handed.SetFromTask(task);
    }
}
