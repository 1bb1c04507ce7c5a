namespace Aspects.Tests;

/// <summary>After the deadline of a call its outcome is the timeout, whatever the callee throws.</summary>
public sealed class ExceptionAfterTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly FormatException _own = new();
    private readonly Circuit _circuit = new(new CircuitBreakerOptions { Timeout = Limit }
        .Ignore<Exception>().Classify(static _ => CircuitOutcome.Success).ClassifyCancelled(static _ => CircuitOutcome.Success));

    public static TheoryData<string> Kinds => ["Task", "Task of a result", "ValueTask", "ValueTask of a result"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_callee_that_answers_its_cancelled_token_with_any_exception_has_timed_out(string kind)
    {
        var call = Guard(kind, ThrowWhenCancelled, default);

        _circuit.Clock.Advance(Limit);

        AssertTimedOut(await Assert.ThrowsAsync<TimeoutException>(() => call));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_task_that_has_failed_after_the_deadline_has_timed_out(string kind)
    {
        var call = Guard(
            kind,
            _ =>
            {
                _circuit.Clock.Advance(Limit);
                return Task.FromException(_own);
            },
            default);

        AssertTimedOut(await Assert.ThrowsAsync<TimeoutException>(() => call));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancellation_after_the_deadline_does_not_replace_the_timeout(string kind)
    {
        using var caller = new CancellationTokenSource();
        var callee = new TaskCompletionSource();
        var call = Guard(
            kind,
            token =>
            {
                token.Register(() =>
                {
                    caller.Cancel();
                    callee.SetException(_own);
                });
                return callee.Task;
            },
            caller.Token);

        _circuit.Clock.Advance(Limit);

        AssertTimedOut(await Assert.ThrowsAsync<TimeoutException>(() => call));
    }

    [Fact]
    public async Task A_cancellation_inside_the_exception_is_a_timeout_too()
    {
        var call = _circuit.Breaker.ExecuteAsync(
            static token => new ValueTask(ThrowWhenCancelled(new AggregateException(new OperationCanceledException(token)), token)));

        _circuit.Clock.Advance(Limit);

        var timeout = await Assert.ThrowsAsync<TimeoutException>(async () => await call);
        Assert.IsType<AggregateException>(timeout.InnerException);
        Assert.Equal((1, 1), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed));
    }

    [Fact]
    public async Task A_rejection_by_an_inner_breaker_after_the_deadline_is_a_timeout_of_the_outer_and_counts()
    {
        var outer = new Circuit();
        var call = _circuit.Breaker.ExecuteAsync(
            static token => new ValueTask(ThrowWhenCancelled(new CircuitBreakerOpenException("inner", CircuitState.Open), token)));

        _circuit.Clock.Advance(Limit);

        var timeout = await Assert.ThrowsAsync<TimeoutException>(async () => await call);
        outer.Enter().Failed(timeout);
        Assert.Equal((1, 1, 1), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed, outer.Snapshot.Failed));
    }

    [Fact]
    public void A_synchronous_call_that_throws_after_the_deadline_has_timed_out()
    {
        AssertTimedOut(Assert.Throws<TimeoutException>(() => _circuit.Breaker.Execute(Throw)));

        void Throw()
        {
            _circuit.Clock.Advance(Limit + Circuit.Tick);
            throw _own;
        }
    }

    [Fact]
    public void A_permit_settled_in_a_filter_after_the_deadline_has_timed_out()
    {
        var permit = _circuit.Enter();
        _circuit.Clock.Advance(Limit + Circuit.Tick);

        Assert.True(permit.FailedInFilter(_own));
        Assert.False(permit.FailedInFilter(_own));

        AssertTimedOut(permit.Timeout());
    }

    [Fact]
    public void A_permit_settled_in_a_filter_after_its_token_was_cancelled_has_timed_out()
    {
        var permit = _circuit.Enter();
        var token = permit.Token(CancellationToken.None);
        _circuit.Clock.Advance(Limit);
        Assert.True(token.IsCancellationRequested);

        Assert.True(permit.FailedInFilter(_own, CancellationToken.None));

        AssertTimedOut(permit.Timeout());
    }

    [Fact]
    public async Task A_settled_permit_that_has_timed_out_guards_a_task_without_settling_it_again()
    {
        var permit = _circuit.Enter();
        _circuit.Clock.Advance(Limit + Circuit.Tick);
        Assert.True(permit.FailedInFilter(_own));
        var callee = new TaskCompletionSource();

        var guarded = permit.Guard(callee.Task, TestContext.Current.CancellationToken);
        callee.SetResult();
        await guarded;

        Assert.Equal((1, 1, 0), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed, _circuit.Snapshot.Succeeded));
    }

    [Fact]
    public async Task A_stream_whose_first_item_fails_after_the_deadline_has_timed_out()
    {
        var reading = _circuit.Breaker.Guard(new FailingLate(_circuit, _own)).ToListAsync();

        AssertTimedOut(await Assert.ThrowsAsync<TimeoutException>(() => reading));
    }

    [Fact]
    public async Task A_stream_whose_callee_answers_its_token_with_any_exception_has_timed_out()
    {
        var first = new TaskCompletionSource<bool>();
        var callee = new StreamCallee().ItemWhen(first.Task);
        var reading = _circuit.Breaker.Guard(callee).ToListAsync();
        callee.Token.Register(() => first.SetException(_own));

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
        Assert.Equal((1, 1, 0), (_circuit.Snapshot.TimedOut, _circuit.Snapshot.Failed, _circuit.Snapshot.Ignored));
    }

    [Fact]
    public void The_error_of_an_observable_after_the_timeout_is_no_timeout()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { Timeout = Limit });
        IObserver<int>? observer = null;
        circuit.Breaker.Guard(new Source(subscribed => observer = subscribed)).Subscribe(new Observer());
        circuit.Clock.Advance(2 * Limit);

        observer!.OnError(_own);

        Assert.Equal((0, 1), (circuit.Snapshot.TimedOut, circuit.Snapshot.Failed));
    }

    private Task ThrowWhenCancelled(CancellationToken token) => ThrowWhenCancelled(_own, token);

    // Answers inside the cancellation, before the caller's wait ends.
    private static Task ThrowWhenCancelled(Exception error, CancellationToken token)
    {
        var callee = new TaskCompletionSource();
        token.Register(() => callee.SetException(error));
        return callee.Task;
    }

    private Task Guard(string kind, Func<CancellationToken, Task> call, CancellationToken caller)
    {
        var permit = _circuit.Enter();
        var task = call(permit.Token(caller));
        return kind switch
        {
            "Task" => permit.Guard(task, caller),
            "Task of a result" => permit.Guard(AddResult(task), caller),
            "ValueTask" => permit.Guard(new ValueTask(task), caller).AsTask(),
            _ => permit.Guard(new ValueTask<int>(AddResult(task)), caller).AsTask(),
        };
    }

    private static async Task<int> AddResult(Task task)
    {
        await task.ConfigureAwait(false);
        return 1;
    }

    private void AssertTimedOut(TimeoutException timeout)
    {
        Assert.Same(_own, timeout.InnerException);
        var snapshot = _circuit.Snapshot;
        Assert.Equal((1, 1, 0, 0), (snapshot.TimedOut, snapshot.Failed, snapshot.Ignored, snapshot.Succeeded));
        Assert.Equal(1, snapshot.FailuresByType["System.TimeoutException"]);
    }

    private sealed class FailingLate(Circuit circuit, Exception error) : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            circuit.Clock.Advance(2 * Limit);
            throw error;
        }
    }

    private sealed class Source(Action<IObserver<int>> subscribe) : IObservable<int>
    {
        public IDisposable Subscribe(IObserver<int> observer)
        {
            subscribe(observer);
            return new CancellationTokenSource();
        }
    }

    private sealed class Observer : IObserver<int>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(int value)
        {
        }
    }
}
