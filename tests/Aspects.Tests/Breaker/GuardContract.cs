namespace Aspects.Tests;

/// <summary>The tests that every overload of <c>Guard</c> passes, whatever the type of the task.</summary>
public abstract class GuardContract
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private readonly Circuit _circuit = new();

    [Fact]
    public async Task A_completed_task_counts_at_once()
    {
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, Task.FromResult(1), default);

        Assert.True(guarded.IsCompletedSuccessfully);
        AssertCounted(CallKind.Succeeded);
        await guarded;
    }

    [Fact]
    public async Task A_failed_task_counts_at_once_and_keeps_its_exception()
    {
        var error = new TimeoutException();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, Task.FromException<int>(error), default);

        Assert.True(guarded.IsFaulted);
        AssertCounted(CallKind.Failed);
        Assert.Same(error, await Assert.ThrowsAsync<TimeoutException>(() => guarded));
    }

    [Fact]
    public async Task A_task_cancelled_by_its_caller_is_ignored()
    {
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, Task.FromCanceled<int>(Cancelled), Cancelled);

        Assert.True(guarded.IsCanceled);
        AssertCounted(CallKind.Ignored);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guarded);
        Assert.Equal(Cancelled, error.CancellationToken);
    }

    [Fact]
    public async Task A_task_that_failed_with_the_callers_cancellation_is_ignored()
    {
        var error = new OperationCanceledException(Cancelled);
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, Task.FromException<int>(error), Cancelled);

        AssertCounted(CallKind.Ignored);
        Assert.Same(error, await Assert.ThrowsAsync<OperationCanceledException>(() => guarded));
    }

    [Fact]
    public async Task A_task_cancelled_by_another_token_is_a_failure()
    {
        using var caller = new CancellationTokenSource();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, Task.FromCanceled<int>(Cancelled), caller.Token);

        AssertCounted(CallKind.Failed);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guarded);
    }

    [Fact]
    public async Task A_pending_task_counts_when_it_succeeds()
    {
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, default);
        Assert.False(guarded.IsCompleted);
        Assert.Equal(0, _circuit.Snapshot.Calls);
        source.SetResult(1);

        await guarded;
        AssertCounted(CallKind.Succeeded);
    }

    [Fact]
    public async Task A_pending_task_counts_when_it_fails_and_keeps_its_exception()
    {
        var error = new TimeoutException();
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, default);
        Assert.Equal(0, _circuit.Snapshot.Calls);
        source.SetException(error);

        Assert.Same(error, await Assert.ThrowsAsync<TimeoutException>(() => guarded));
        AssertCounted(CallKind.Failed);
    }

    [Fact]
    public async Task A_pending_task_cancelled_by_its_caller_is_ignored_and_stays_cancelled()
    {
        using var caller = new CancellationTokenSource();
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, caller.Token);
        caller.Cancel();
        source.SetCanceled(caller.Token);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guarded);
        Assert.Equal(caller.Token, error.CancellationToken);
        Assert.True(guarded.IsCanceled);
        AssertCounted(CallKind.Ignored);
    }

    [Fact]
    public async Task A_pending_task_cancelled_by_another_token_is_a_failure()
    {
        using var caller = new CancellationTokenSource();
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, caller.Token);
        source.SetCanceled(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guarded);
        Assert.True(guarded.IsCanceled);
        AssertCounted(CallKind.Failed);
    }

    [Fact]
    public async Task A_pending_task_that_fails_with_any_exception_after_the_callers_cancellation_is_ignored()
    {
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, Cancelled);
        source.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => guarded);
        AssertCounted(CallKind.Ignored);
    }

    [Fact]
    public async Task A_task_awaited_several_times_counts_once()
    {
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, default);
        source.SetResult(1);
        for (var i = 0; i < 3; i++) await guarded;

        AssertCounted(CallKind.Succeeded);
    }

    [Fact]
    public async Task A_permit_that_guards_a_pending_task_cannot_be_settled_again()
    {
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, source.Task, default);
        permit.Failed(new TimeoutException());
        permit.Ignored();
        Assert.Equal(0, _circuit.Snapshot.Calls);
        source.SetResult(1);

        await guarded;
        AssertCounted(CallKind.Succeeded);
    }

    [Fact]
    public async Task A_permit_that_guarded_a_completed_task_cannot_be_settled_again()
    {
        var permit = _circuit.Enter();

        await Guard(ref permit, Task.FromResult(1), default);
        permit.Failed(new TimeoutException());

        AssertCounted(CallKind.Succeeded);
    }

    [Fact]
    public async Task The_stack_of_the_exception_contains_the_callee()
    {
        var start = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = Guard(ref permit, FailingCallee(start.Task), default);
        start.SetResult(1);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => guarded);
        Assert.Contains(nameof(FailingCallee), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_probe_closes_the_circuit_when_it_ends()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 1 });
        var source = new TaskCompletionSource<int>();
        var permit = circuit.Enter();

        var guarded = Guard(ref permit, source.Task, default);
        circuit.EnterRejected();
        source.SetResult(1);
        await guarded;

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    /// <summary>Guards a task of the type under test that ends as <paramref name="inner"/> does.</summary>
    internal abstract Task Guard(ref CircuitPermit permit, Task<int> inner, CancellationToken cancellationToken);

    private static async Task<int> FailingCallee(Task start)
    {
        await start;
        throw new TimeoutException();
    }

    private void AssertCounted(CallKind kind)
    {
        var snapshot = _circuit.Snapshot;
        Assert.Equal(1, snapshot.Calls);
        Assert.Equal(1, kind switch
        {
            CallKind.Succeeded => snapshot.Succeeded,
            CallKind.Failed => snapshot.Failed,
            _ => snapshot.Ignored,
        });
    }
}
