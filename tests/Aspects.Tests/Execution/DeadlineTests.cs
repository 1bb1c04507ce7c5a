namespace Aspects.Tests;

/// <summary>The deadline that <see cref="CircuitPermit.Token(CancellationToken)"/> starts, and what ends it.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Settlements =>
    [
        "Succeeded", "Returned", "a judged result", "Failed", "FailedInFilter", "Ignored", "Settle", "a second token", "first item", "rejected",
        "Task", "Task of a result", "ValueTask", "ValueTask of a result", "faulted Task", "faulted ValueTask", "null Task",
    ];

    [Theory]
    [MemberData(nameof(Settlements))]
    public async Task A_settled_permit_leaves_no_registration_and_no_timer(string settlement)
    {
        using var caller = new CancellationTokenSource();
        var clock = new TimerCounter();
        var options = new CircuitBreakerOptions { Timeout = Limit, ConsecutiveFailures = 1 };
        if (settlement == "a judged result") options.ClassifyResult<int>(static _ => CircuitOutcome.Ignored);
        var breaker = new CircuitBreaker("orders", options, clock);
        if (settlement == "rejected") breaker.Isolate();

        var given = await Settle(settlement, breaker, caller.Token);
        Assert.Equal(0, clock.Running);

        await caller.CancelAsync();
        Assert.Equal(settlement == "rejected", given.IsCancellationRequested);
    }

    [Fact]
    public void A_thousand_settled_permits_leave_no_memory_on_a_long_lived_token()
    {
        using var caller = new CancellationTokenSource();
        var breaker = new CircuitBreaker("orders", new() { Timeout = TimeSpan.FromHours(1) });
        var deadlines = Enumerable.Range(0, 1_000).Select(_ => MakeCall()).ToList();

        TestTimeout.WaitUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return deadlines.TrueForAll(static deadline => !deadline.IsAlive);
        });
        GC.KeepAlive(caller);

        WeakReference MakeCall()
        {
            Assert.True(breaker.TryEnter(out var permit));
            var callee = new object();
            permit.Token(caller.Token).UnsafeRegister(static _ => { }, callee);
            permit.Succeeded();
            return new WeakReference(callee);
        }
    }

    [Fact]
    public void An_expired_deadline_leaves_no_registration_although_the_permit_is_never_settled()
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit(new() { Timeout = Limit });
        var dropped = circuit.Enter();
        var cancellations = 0;
        var token = dropped.Token(caller.Token);
        token.UnsafeRegister(_ => cancellations++, null);

        circuit.Clock.Advance(Limit);
        caller.Cancel();

        Assert.Equal(1, cancellations);
    }

    [Fact]
    public void A_lowered_timeout_judges_neither_the_success_nor_the_error_of_a_call_that_has_a_token()
    {
        var circuit = new Circuit(new() { Timeout = 10 * Limit });
        var succeeding = circuit.Enter();
        var failing = circuit.Enter();
        _ = succeeding.Token(CancellationToken.None);
        _ = failing.Token(CancellationToken.None);
        circuit.Breaker.Configure(static options => options.Timeout = Limit);
        circuit.Clock.Advance(5 * Limit);

        succeeding.Succeeded();
        Assert.False(failing.FailedInFilter(new IOException()));

        Assert.Equal((1L, 1L, 0L), (circuit.Snapshot.Succeeded, circuit.Snapshot.Failed, circuit.Snapshot.TimedOut));
    }

    [Fact]
    public void A_raised_timeout_does_not_prolong_a_call_that_has_a_token()
    {
        var circuit = new Circuit(new() { Timeout = Limit });
        var permit = circuit.Enter();
        _ = permit.Token(CancellationToken.None);
        circuit.Breaker.Configure(static options => options.Timeout = 10 * Limit);
        circuit.Clock.Advance(5 * Limit);

        permit.Succeeded();

        Assert.Equal((0L, 1L, 1L), (circuit.Snapshot.Succeeded, circuit.Snapshot.Failed, circuit.Snapshot.TimedOut));
    }

    [Fact]
    public void The_first_of_timeout_and_cancellation_decides()
    {
        foreach (var cancelsFirst in new[] { true, false })
        {
            using var caller = new CancellationTokenSource();
            var circuit = new Circuit(new() { Timeout = Limit });
            var permit = circuit.Enter();
            permit.Token(caller.Token);
            if (cancelsFirst) caller.Cancel();
            circuit.Clock.Advance(2 * Limit);
            caller.Cancel();

            permit.Failed(new IOException(), caller.Token);

            var snapshot = circuit.Snapshot;
            Assert.Equal(cancelsFirst ? (1, 0, 0) : (0, 1, 1), (snapshot.Ignored, snapshot.Failed, snapshot.TimedOut));
        }
    }

    [Fact]
    public void A_deadline_that_expires_inside_the_cancellation_of_the_caller_is_no_timeout()
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit(new() { Timeout = Limit });
        var permit = circuit.Enter();
        permit.Token(caller.Token);

        // Runs before the registration of the deadline, because callbacks run in reverse order.
        caller.Token.Register(() => circuit.Clock.Advance(2 * Limit));
        caller.Cancel();
        permit.Failed(new IOException(), caller.Token);

        Assert.Equal((1, 0, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed, circuit.Snapshot.TimedOut));
    }

    [Fact]
    public void The_token_of_the_deadline_is_enough_to_see_the_cancellation()
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit(new() { Timeout = Limit });
        var permit = circuit.Enter();
        permit.Token(caller.Token);
        caller.Cancel();

        permit.Failed(new IOException());

        Assert.Equal((1, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_success_after_the_deadline_is_neutral_if_the_caller_had_cancelled_before(bool isSettledByHand)
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit(new() { Timeout = Limit });

        if (isSettledByHand)
        {
            var permit = circuit.Enter();
            Work(permit.Token(caller.Token));
            permit.Succeeded();
        }
        else
        {
            circuit.Breaker.Execute(Work, caller.Token);
        }

        Assert.Equal((1, 0, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed, circuit.Snapshot.TimedOut));

        void Work(CancellationToken token)
        {
            caller.Cancel();
            circuit.Clock.Advance(2 * Limit);
        }
    }

    [Fact]
    public async Task A_callback_of_the_callee_that_throws_at_the_deadline_is_reported_and_the_caller_gets_the_timeout()
    {
        var circuit = new Circuit(new() { Timeout = Limit });
        var recorder = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(recorder);
        var thrown = new InvalidOperationException();
        var call = circuit.Breaker.ExecuteAsync(token =>
        {
            token.Register(() => throw thrown);
            return new TaskCompletionSource().Task;
        });

        circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TestTimeout.Limit));
        var reported = recorder.WaitForCallbackErrors(1)[0];
        Assert.Equal("Timeout", reported.Source);
        Assert.Same(thrown, Assert.IsType<AggregateException>(reported.Error).InnerException);
        Assert.Equal((1, 1), (circuit.Snapshot.TimedOut, circuit.Snapshot.Failed));
    }

    private static async Task<CancellationToken> Settle(string settlement, CircuitBreaker breaker, CancellationToken caller)
    {
        breaker.TryEnter(out var permit);
        var token = permit.Token(caller);
        switch (settlement)
        {
            case "Succeeded":
                permit.Succeeded();
                break;
            case "Returned" or "a judged result":
                permit.Returned(1);
                break;
            case "Failed":
                permit.Failed(new IOException(), caller);
                break;
            case "FailedInFilter":
                permit.FailedInFilter(new IOException(), caller);
                break;
            case "Ignored":
                permit.Ignored();
                break;
            case "Settle":
                permit.Settle(CircuitOutcome.Throttled());
                break;
            case "a second token":
                token = permit.Token((CancellationToken?)caller)!.Value;
                permit.Succeeded();
                break;
            case "first item":
                permit.RecordFirstItem();
                break;
            case "Task":
                await permit.Guard(Task.CompletedTask, caller);
                break;
            case "Task of a result":
                await permit.Guard(Task.FromResult(1), caller);
                break;
            case "ValueTask":
                await permit.Guard(default(ValueTask), caller);
                break;
            case "ValueTask of a result":
                await permit.Guard(new ValueTask<int>(1), caller);
                break;
            case "faulted Task":
                await Assert.ThrowsAsync<IOException>(() => permit.Guard(Task.FromException<int>(new IOException()), caller));
                break;
            case "faulted ValueTask":
                await Assert.ThrowsAsync<IOException>(async () => await permit.Guard(ValueTask.FromException(new IOException()), caller));
                break;
            case "null Task":
                _ = permit.Guard((Task)null!, caller);
                break;
            default:
                Assert.Equal(caller, token);
                break;
        }

        return token;
    }

    /// <summary>Counts the timers that are not disposed of. They never fire.</summary>
    private sealed class TimerCounter : TimeProvider
    {
        public int Running { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Running++;
            return new CountedTimer(this);
        }

        private sealed class CountedTimer(TimerCounter counter) : ITimer
        {
            private bool _isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                if (!_isDisposed) counter.Running--;
                _isDisposed = true;
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
