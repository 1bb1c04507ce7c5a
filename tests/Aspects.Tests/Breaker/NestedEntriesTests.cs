namespace Aspects.Tests;

/// <summary>A call that passes the same breaker twice does not keep the circuit from recovering.</summary>
public sealed class NestedEntriesTests
{
    private static readonly CircuitBreakerOptions OneProbe = new() { ConsecutiveFailures = 1, SuccessThreshold = 1 };

    [Fact]
    public async Task The_first_nested_call_after_the_break_closes_the_circuit()
    {
        var circuit = Circuit.Elapsed(OneProbe);
        var before = circuit.Snapshot;

        await circuit.Breaker.ExecuteAsync(async token =>
        {
            await Task.Yield();
            await circuit.Breaker.ExecuteAsync(static async _ => await Task.Yield(), token);
        });

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((2, 0), (circuit.Snapshot.Succeeded - before.Succeeded, circuit.Snapshot.Rejected - before.Rejected));
    }

    [Fact]
    public void A_nested_synchronous_call_closes_the_circuit_too()
    {
        var circuit = Circuit.Elapsed(OneProbe);

        circuit.Breaker.Execute(() => circuit.Breaker.Execute(static () => { }));

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_failure_of_the_inner_entry_alone_is_no_evidence()
    {
        var circuit = Circuit.Elapsed(OneProbe);

        circuit.Breaker.Execute(() =>
        {
            Assert.Throws<IOException>(() => circuit.Breaker.Execute(static () => throw new IOException()));
            Assert.Equal(CircuitState.HalfOpen, circuit.State);
        });

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_failure_that_passes_both_entries_reopens_the_circuit_once()
    {
        var circuit = Circuit.Elapsed(OneProbe);

        Assert.Throws<IOException>(() => circuit.Breaker.Execute(() => circuit.Breaker.Execute(static () => throw new IOException())));

        Assert.Equal((CircuitState.Open, 1), (circuit.State, circuit.Snapshot.FailedRecoveries));
    }

    [Fact]
    public void An_entry_of_the_same_breaker_behind_another_breaker_joins_the_probe()
    {
        var circuit = Circuit.Elapsed(OneProbe);
        var between = Circuit.Elapsed(OneProbe);

        circuit.Breaker.Execute(() => between.Breaker.Execute(() => circuit.Breaker.Execute(static () => { })));

        Assert.Equal((CircuitState.Closed, CircuitState.Closed), (circuit.State, between.State));
    }

    [Fact]
    public async Task A_second_call_beside_the_probe_joins_nothing()
    {
        var circuit = Circuit.Elapsed(OneProbe);
        var callee = new TaskCompletionSource();

        var probe = circuit.Breaker.ExecuteAsync(_ => new ValueTask(callee.Task));
        Assert.Throws<CircuitBreakerOpenException>(() => circuit.Breaker.Execute(static () => { }));
        callee.SetResult();
        await probe;

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task Work_that_outlives_the_probe_joins_nothing()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 2 });
        var start = new TaskCompletionSource();
        Task outliving = Task.CompletedTask;
        circuit.Breaker.Execute(() => { outliving = EnterLaterAsync(); });
        circuit.Enter();

        start.SetResult();

        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => outliving);

        async Task EnterLaterAsync()
        {
            await start.Task;
            circuit.Breaker.Execute(static () => { });
        }
    }

    [Fact]
    public void A_permit_that_is_never_settled_does_not_admit_its_flow_for_ever()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, ProbeTimeout = TimeSpan.FromSeconds(5) });
        Assert.True(circuit.Breaker.TryEnter(out _));
        Assert.True(circuit.Breaker.TryEnter(out var joined));
        joined.Succeeded();
        Assert.Equal(CircuitState.HalfOpen, circuit.State);

        circuit.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(circuit.Breaker.TryEnter(out var probe));
        probe.Succeeded();

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task A_stream_leaves_the_flow_before_its_first_item()
    {
        var circuit = Circuit.Elapsed(OneProbe);
        var first = new TaskCompletionSource<bool>();
        var items = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task)).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var move = items.MoveNextAsync();
        Assert.False(circuit.Breaker.TryEnter(out _));
        first.SetResult(true);
        await move;
        await items.DisposeAsync();

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task Nested_probes_that_leave_in_any_order_leave_the_others_in_the_flow()
    {
        var (outer, inner) = (Circuit.Elapsed(OneProbe), Circuit.Elapsed(OneProbe));
        var (outerCallee, innerCallee) = (new TaskCompletionSource(), new TaskCompletionSource());
        Assert.True(outer.Breaker.TryEnter(out var outerPermit));
        Assert.True(inner.Breaker.TryEnter(out var innerPermit));

        var outerCall = outerPermit.Guard(outerCallee.Task, TestContext.Current.CancellationToken);
        Assert.False(outer.Breaker.TryEnter(out _));
        Assert.True(inner.Breaker.TryEnter(out var joined));
        joined.Succeeded();
        var innerCall = innerPermit.Guard(innerCallee.Task, TestContext.Current.CancellationToken);
        Assert.False(inner.Breaker.TryEnter(out _));
        Assert.False(outer.Breaker.TryEnter(out _));

        outerCallee.SetResult();
        innerCallee.SetResult();
        await Task.WhenAll(outerCall, innerCall);
        Assert.Equal((CircuitState.Closed, CircuitState.Closed), (outer.State, inner.State));
    }

    [Fact]
    public async Task A_probe_takes_the_place_of_the_expired_probe_of_its_flow()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, ProbeTimeout = TimeSpan.FromSeconds(5) });
        var callee = new TaskCompletionSource();
        Assert.True(circuit.Breaker.TryEnter(out var expired));
        circuit.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(circuit.Breaker.TryEnter(out var probe));
        Assert.True(circuit.Breaker.TryEnter(out var joined));
        joined.Succeeded();
        Assert.Equal(CircuitState.HalfOpen, circuit.State);

        var call = probe.Guard(callee.Task, TestContext.Current.CancellationToken);
        Assert.False(circuit.Breaker.TryEnter(out _));
        expired.Ignored();
        Assert.False(circuit.Breaker.TryEnter(out _));

        callee.SetResult();
        await call;
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Calls_that_enter_again_after_their_probe_has_lost_its_slot_close_the_circuit()
    {
        const int SecondsBeforeTheInnerEntry = 40;
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, ProbeTimeout = TimeSpan.FromSeconds(30) });
        var calls = new Queue<(int InnerAt, ExecutionContext Flow, CircuitPermit Permit)>();

        for (var second = 0; second < 120 && circuit.State != CircuitState.Closed; second++)
        {
            if (calls.TryPeek(out var call) && call.InnerAt == second) EnterAgain(calls.Dequeue());
            if (Flow.TryEnter(circuit.Breaker, ExecutionContext.Capture()!, out var outer, out var flow)) calls.Enqueue((second + SecondsBeforeTheInnerEntry, flow, outer));
            circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(CircuitState.Closed, circuit.State);

        void EnterAgain((int InnerAt, ExecutionContext Flow, CircuitPermit Permit) call)
        {
            if (Flow.TryEnter(circuit.Breaker, call.Flow, out var inner, out _))
            {
                inner.Succeeded();
                call.Permit.Succeeded();
            }
            else
            {
                call.Permit.Failed(inner.Rejection());
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_stream_that_enumerates_a_stream_of_the_same_breaker_closes_the_circuit(int timeoutSeconds)
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, Timeout = TimeSpan.FromSeconds(timeoutSeconds) });

        await foreach (var _ in circuit.Breaker.Guard(OuterAsync())) Assert.Equal(CircuitState.Closed, circuit.State);

        Assert.Equal((CircuitState.Closed, 0L), (circuit.State, circuit.Snapshot.Rejected));

        async IAsyncEnumerable<int> OuterAsync()
        {
            await Task.Yield();
            await foreach (var item in circuit.Breaker.Guard(new StreamCallee().Items(2))) yield return item;
        }
    }

    [Fact]
    public void While_closed_each_entry_counts()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 4 });
        void FailTwice() => Assert.Throws<IOException>(
            () => circuit.Breaker.Execute(() => circuit.Breaker.Execute(static () => throw new IOException())));

        FailTwice();
        Assert.Equal(2, circuit.Snapshot.ConsecutiveFailures);
        FailTwice();

        Assert.Equal(CircuitState.Open, circuit.State);
    }
}
