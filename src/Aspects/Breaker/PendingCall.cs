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

/// <summary>A pool of unused objects for each thread.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
internal static class ThreadLocalPool<T>
    where T : class
{
    // Enough for the calls that end in one burst.
    private const int MaxCount = 32;

    [ThreadStatic]
    private static T[]? _spares;

    [ThreadStatic]
    private static int _count;

    /// <summary>Returns an object of this thread's pool, or <see langword="null"/> if the pool is empty.</summary>
    public static T? Rent()
    {
        if (_count == 0) return null;
        var spares = _spares!;
        var spare = spares[--_count];
        spares[_count] = null!;
        return spare;
    }

    public static void Return(T spare)
    {
        if (_count == MaxCount) return;
        (_spares ??= new T[MaxCount])[_count++] = spare;
    }
}
