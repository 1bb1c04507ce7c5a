using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>The timeout of a call.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2, Timeout = Limit });

    [Fact]
    public async Task A_timeout_cancels_the_token_throws_TimeoutException_and_counts_a_failure()
    {
        var given = CancellationToken.None;
        var call = _circuit.Breaker.ExecuteAsync(async token =>
        {
            given = token;
            await Task.Delay(Timeout.Infinite, token);
        });
        Assert.True(given.CanBeCanceled);
        _circuit.Clock.Advance(Limit - Circuit.Tick - TimeSpan.FromMilliseconds(1));
        Assert.False(given.IsCancellationRequested);

        _circuit.Clock.Advance(TimeSpan.FromMilliseconds(2));

        var error = await Assert.ThrowsAsync<TimeoutException>(async () => await call);
        Assert.Equal("A call through circuit breaker 'orders' took longer than its Timeout of 2 s.", error.Message);
        Assert.True(given.IsCancellationRequested);
        AssertTimedOut();
        Assert.Equal(1, _circuit.Snapshot.FailuresByType["System.TimeoutException"]);
    }

    [Fact]
    public async Task A_call_with_a_result_times_out_too()
    {
        var call = _circuit.Breaker.ExecuteAsync(static async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        });

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(async () => await call);
        AssertTimedOut();
    }

    [Fact]
    public async Task A_call_that_ends_in_time_is_not_changed()
    {
        Assert.Equal(4, await _circuit.Breaker.ExecuteAsync(static _ => ValueTask.FromResult(4)));
        await _circuit.Breaker.ExecuteAsync(static _ => default);
        var own = new IOException();
        Assert.Same(own, await Assert.ThrowsAsync<IOException>(async () => await _circuit.Breaker.ExecuteAsync(_ => throw own)));

        Assert.Equal((2, 1, 0), (_circuit.Snapshot.Succeeded, _circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_callee_and_is_neutral()
    {
        using var source = new CancellationTokenSource();
        var call = _circuit.Breaker.ExecuteAsync(static async token => await Task.Delay(Timeout.Infinite, token), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        Assert.Equal((1, 0, 0), (_circuit.Snapshot.Ignored, _circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task A_guarded_task_times_out_and_its_later_result_is_dropped(string kind)
    {
        var callee = new TaskCompletionSource<int>();
        var call = Guard(kind, callee.Task);

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        AssertTimedOut();
        callee.SetResult(1);
        AssertTimedOut();
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task A_guarded_task_that_ends_in_time_keeps_its_outcome(string kind)
    {
        var callee = new TaskCompletionSource<int>();
        var call = Guard(kind, callee.Task);
        var failing = new TaskCompletionSource<int>();
        var failingCall = Guard(kind, failing.Task);
        _circuit.Clock.Advance(Limit / 2);

        callee.SetResult(1);
        var own = new TimeoutException();
        failing.SetException(own);

        await call;
        Assert.Same(own, await Assert.ThrowsAsync<TimeoutException>(() => failingCall));
        Assert.Equal((1, 1, 0), (_circuit.Snapshot.Succeeded, _circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task The_exception_of_a_task_after_its_timeout_is_observed(string kind)
    {
        var lateError = new IOException();
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) =>
        {
            lock (unobserved) unobserved.AddRange(e.Exception.InnerExceptions);
        };
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            await TimeOutThenFail(kind, lateError);
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            lock (unobserved) Assert.DoesNotContain(lateError, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task A_guarded_call_that_reacts_to_its_token_ends_at_the_timeout(string kind)
    {
        using var caller = new CancellationTokenSource();
        var given = CancellationToken.None;
        var call = Guard(kind, token => Task.Delay(Timeout.Infinite, given = token), caller.Token);
        Assert.NotEqual(caller.Token, given);

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.True(given.IsCancellationRequested);
        AssertTimedOut();
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task A_guarded_call_cancelled_by_its_caller_is_neutral_and_does_not_time_out(string kind)
    {
        using var caller = new CancellationTokenSource();
        var call = Guard(kind, token => Task.Delay(Timeout.Infinite, token), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        _circuit.Clock.Advance(Limit);
        Assert.Equal((1, 0, 0), (_circuit.Snapshot.Ignored, _circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task A_caller_that_cancelled_before_the_timeout_gets_a_cancellation_although_the_callee_ignores_its_token(string kind)
    {
        using var caller = new CancellationTokenSource();
        var call = Guard(kind, static _ => new TaskCompletionSource().Task, caller.Token);
        await caller.CancelAsync();

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(call.IsCanceled);
        Assert.Equal((1, 0, 0), (_circuit.Snapshot.Ignored, _circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task The_token_of_an_ended_call_is_not_cancelled_later(string kind)
    {
        using var caller = new CancellationTokenSource();
        var tokens = new List<CancellationToken>();
        await Guard(kind, Note, caller.Token);
        await Assert.ThrowsAsync<IOException>(async () => await Guard(
            kind,
            token =>
            {
                Note(token);
                throw new IOException();
            },
            caller.Token));

        await caller.CancelAsync();
        _circuit.Clock.Advance(Limit);

        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, static token => Assert.False(token.IsCancellationRequested));

        Task Note(CancellationToken token)
        {
            tokens.Add(token);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void A_call_without_a_timeout_gets_the_callers_token()
    {
        using var caller = new CancellationTokenSource();
        var permit = new Circuit(new() { MeasureDurations = true }).Enter();

        Assert.Equal(caller.Token, permit.Token(caller.Token));
    }

    [Fact]
    public void A_synchronous_call_beyond_the_timeout_runs_to_its_end_and_counts_as_a_failure()
    {
        Assert.Equal(8, _circuit.Breaker.Execute(() => Take(Limit + Circuit.Tick)));
        _circuit.Breaker.Execute(() => _ = Take(Limit + Circuit.Tick));

        Assert.Equal(CircuitState.Open, _circuit.State);
        Assert.Equal((2, 2), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed));
    }

    [Fact]
    public void A_synchronous_call_of_exactly_the_timeout_is_in_time()
    {
        _circuit.Breaker.Execute(() => Take(Limit));
        _circuit.Breaker.Execute(() => _ = Take(Limit));

        Assert.Equal((0, 2), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Succeeded));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task of a result")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask of a result")]
    public async Task The_time_before_the_callee_returns_its_task_counts(string kind)
    {
        var call = Guard(
            kind,
            _ =>
            {
                Take(Limit / 2);
                return new TaskCompletionSource().Task;
            },
            CancellationToken.None);

        _circuit.Clock.Advance(Limit / 2);

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TestTimeout.Limit));
        AssertTimedOut();
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("longer")]
    [InlineData("disposed")]
    public async Task A_call_keeps_the_timeout_that_it_began_with(string change)
    {
        var clock = new TestClock();
        using var registry = new CircuitBreakerRegistry(clock).Configure("orders", static options => options.Timeout = Limit);
        var breaker = registry.GetOrAdd("orders");
        var call = breaker.ExecuteAsync(static _ => new ValueTask(new TaskCompletionSource().Task)).AsTask();

        if (change == "disposed") breaker.Dispose();
        else registry.Configure("orders", options => options.Timeout = change == "longer" ? 10 * Limit : TimeSpan.Zero);
        clock.Advance(Limit);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TestTimeout.Limit));
        Assert.Equal("A call through circuit breaker 'orders' took longer than its Timeout of 2 s.", error.Message);
    }

    private int Take(TimeSpan duration)
    {
        _circuit.Clock.Advance(duration);
        return 8;
    }

    /// <summary>Makes a call as a proxy does.</summary>
    private Task Guard(string kind, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var permit = _circuit.Enter();
        Task<int> task;
        try
        {
            task = WithResult(call(permit.Token(cancellationToken)));
        }
        catch (Exception error) when (permit.FailedInFilter(error, cancellationToken))
        {
            throw permit.Timeout();
        }

        return kind switch
        {
            "Task" => permit.Guard((Task)task, cancellationToken),
            "Task of a result" => permit.Guard(task, cancellationToken),
            "ValueTask" => permit.Guard(new ValueTask(task), cancellationToken).AsTask(),
            _ => permit.Guard(new ValueTask<int>(task), cancellationToken).AsTask(),
        };
    }

    private static async Task<int> WithResult(Task task)
    {
        await task;
        return 1;
    }

    private async Task Guard(string kind, Task<int> task)
    {
        var permit = _circuit.Enter();
        switch (kind)
        {
            case "Task":
                await permit.Guard((Task)task);
                break;
            case "Task of a result":
                await permit.Guard(task);
                break;
            case "ValueTask":
                await permit.Guard(new ValueTask(task));
                break;
            default:
                await permit.Guard(new ValueTask<int>(task));
                break;
        }
    }

    // A method of its own, so that no local variable keeps the task alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task TimeOutThenFail(string kind, Exception lateError)
    {
        var callee = new TaskCompletionSource<int>();
        var call = Guard(kind, callee.Task);
        _circuit.Clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        callee.SetException(lateError);
    }

    private void AssertTimedOut() => Assert.Equal(
        (1, 1, 0), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed, _circuit.Snapshot.Succeeded));
}
