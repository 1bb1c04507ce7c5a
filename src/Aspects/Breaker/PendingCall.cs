namespace Aspects;

/// <summary>
/// A call whose task is still under way: when it ends its permission is settled, and after that a task of its own ends as it
/// did. A continuation on the callee's task itself could come too late, for others may hang on it and run at the same time.
/// </summary>
/// <remarks>Used again for other calls, so that a call costs no more than the task its caller waits for.</remarks>
internal abstract class PendingCall
{
    private readonly Action _complete;
    private readonly ContextCallback _settle;
    private CircuitPermit _permit;
    private CancellationToken _cancellationToken;
    private ExecutionContext? _context;

    protected PendingCall()
    {
        _complete = Complete;
        _settle = static call => ((PendingCall)call!).Settle();
    }

    protected void Begin(CircuitPermit permit, Task task, CancellationToken cancellationToken)
    {
        _permit = permit;
        _cancellationToken = cancellationToken;

        // For the rules that judge the outcome: what flows with the caller's code has to reach them.
        _context = ExecutionContext.Capture();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_complete);
    }

    protected abstract void Settle(ref CircuitPermit permit, CancellationToken cancellationToken);

    /// <summary>Lets go of the call, and then ends the task that its caller waits for.</summary>
    protected abstract void CompleteCallerTask();

    private void Complete()
    {
        if (_context is null) Settle();
        else ExecutionContext.Run(_context, _settle, this);
        _permit = default;
        _cancellationToken = default;
        _context = null;
        CompleteCallerTask();
    }

    private void Settle() => Settle(ref _permit, _cancellationToken);
}
