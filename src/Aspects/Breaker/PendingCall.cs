namespace Aspects;

/// <summary>A call whose task is still under way.</summary>
/// <remarks>
/// <para>The caller gets a task of its own, because the continuations of the callee's task run in no fixed order.
/// Order: settle the permit before the caller's task ends, because the caller may read the breaker then.</para>
/// <para>Objects are pooled, so that a call allocates only the task for its caller.</para>
/// </remarks>
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

        // The rules that judge the outcome run in the execution context of the caller.
        _context = ExecutionContext.Capture();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_complete);
    }

    protected abstract void Settle(ref CircuitPermit permit, CancellationToken cancellationToken);

    /// <summary>Returns this object to the pool, and then completes the caller's task.</summary>
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
