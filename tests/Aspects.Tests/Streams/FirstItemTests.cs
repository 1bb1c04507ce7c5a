namespace Aspects.Tests;

/// <summary>The duration of a stream ends with its first item, and the first item settles a probe.</summary>
public sealed class FirstItemTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly IOException Error = new("The callee failed.");

    [Fact]
    public async Task A_stream_with_a_slow_first_item_is_measured_once_also_if_slow_calls_are_no_longer_watched()
    {
        var circuit = new Circuit(new() { SlowCallDuration = Limit, MinimumThroughput = 100, MeasureDurations = true });
        var first = new TaskCompletionSource<bool>();
        await using var items = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task)).GetAsyncEnumerator();
        var move = items.MoveNextAsync();
        circuit.Clock.Advance(2 * Limit);
        first.SetResult(true);
        Assert.True(await move);
        circuit.Breaker.Configure(static options => options.SlowCallDuration = TimeSpan.Zero);

        Assert.False(await items.MoveNextAsync());

        Assert.Equal(1, circuit.Snapshot.Durations!.Calls);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task The_duration_of_a_stream_is_the_time_to_its_first_item(bool isLate, int slow)
    {
        var circuit = new Circuit(new() { SlowCallDuration = Limit, MinimumThroughput = 100, SlowCallRatio = 1, MeasureDurations = true });
        var first = new TaskCompletionSource<bool>();
        var rest = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task).ItemWhen(rest.Task)).ToListAsync();

        circuit.Clock.Advance(isLate ? Limit + Circuit.Tick : Limit);
        first.SetResult(true);
        Assert.Equal(slow, circuit.Snapshot.Slow);
        circuit.Clock.Advance(Long);
        rest.SetResult(false);
        await reading;

        Assert.Equal((slow, slow, 1), (circuit.Snapshot.Slow, circuit.Snapshot.WindowSlowCalls, circuit.Snapshot.WindowCalls));
        Assert.True(circuit.Snapshot.Durations!.Max < TimeSpan.FromSeconds(2));
        Assert.Equal((1, 0, 0, 0, 0), circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_slow_stream_that_fails_later_counts_once_as_slow_and_once_as_failed()
    {
        var circuit = new Circuit(new() { SlowCallDuration = Limit, MinimumThroughput = 100, SlowCallRatio = 1 });
        var first = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task).Throw(Error)).ToListAsync();

        circuit.Clock.Advance(2 * Limit);
        first.SetResult(true);
        await Assert.ThrowsAsync<IOException>(() => reading);

        Assert.Equal((1, 1, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures, circuit.Snapshot.WindowSlowCalls));
        Assert.Equal(1, circuit.Snapshot.Slow);
    }

    [Fact]
    public async Task A_stream_is_slow_in_flight_only_before_its_first_item()
    {
        var circuit = new Circuit(new() { SlowCallDuration = Limit, MinimumThroughput = 100 });
        var first = new TaskCompletionSource<bool>();
        var rest = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task).ItemWhen(rest.Task)).ToListAsync();
        circuit.Clock.Advance(2 * Limit);
        Assert.Equal(1, circuit.Snapshot.SlowCallsInFlight);

        first.SetResult(true);

        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
        circuit.Clock.Advance(Long);
        rest.SetResult(false);
        await reading;
        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
    }

    [Fact]
    public async Task A_probe_closes_the_circuit_with_its_first_item_and_is_counted_when_it_ends()
    {
        var circuit = Elapsed(successes: 1);
        await using var items = circuit.Breaker.Guard(new StreamCallee().Items(2)).GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync());

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(0, circuit.Snapshot.Succeeded);
        Assert.True(await items.MoveNextAsync());
        Assert.False(await items.MoveNextAsync());
        Assert.Equal((1, 2, 0, 0, 0), circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_probe_frees_its_slot_with_its_first_item()
    {
        var circuit = Elapsed(successes: 3);
        await using var one = circuit.Breaker.Guard(new StreamCallee().Items(2)).GetAsyncEnumerator();
        await one.MoveNextAsync();
        await using var two = circuit.Breaker.Guard(new StreamCallee().Items(2)).GetAsyncEnumerator();
        await two.MoveNextAsync();
        Assert.Equal((CircuitState.HalfOpen, 2), (circuit.State, circuit.Snapshot.ConsecutiveProbeSuccesses));

        await one.DisposeAsync();
        await two.DisposeAsync();

        Assert.Equal((CircuitState.HalfOpen, 2), (circuit.State, circuit.Snapshot.ConsecutiveProbeSuccesses));
        Assert.Equal((2, 2, 0, 0, 0), circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_probe_that_fails_before_its_first_item_opens_the_circuit_again()
    {
        var circuit = Elapsed(successes: 1);

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Throw(Error)).ToListAsync());

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public async Task A_failure_after_the_first_item_of_a_probe_counts_in_the_closed_circuit()
    {
        var circuit = Elapsed(successes: 1, failures: 2);
        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(Error)).ToListAsync());

        Assert.Equal((CircuitState.Closed, 1), (circuit.State, circuit.Snapshot.ConsecutiveFailures));
        Assert.Equal((0, 3, 0, 0, 0), circuit.Breaker.Totals());

        circuit.Fail();
        Assert.Equal((CircuitState.Open, CircuitReason.ConsecutiveFailures), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public async Task A_failure_after_the_first_item_of_a_probe_is_in_the_window_as_one_failed_call()
    {
        var circuit = Elapsed(new() { SuccessThreshold = 1, FailureRatio = 0.9, MinimumThroughput = 100 });

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(Error)).ToListAsync());

        Assert.Equal((1, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures));
    }

    [Fact]
    public async Task A_failure_after_the_first_item_opens_a_half_open_circuit()
    {
        var circuit = Elapsed(successes: 2);

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(Error)).ToListAsync());

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
        Assert.Equal(Error, circuit.Snapshot.LastFailure);
        Assert.Equal((0, 3, 0, 0, 0), circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_failure_after_two_probes_have_closed_the_circuit_counts_in_the_closed_circuit()
    {
        var circuit = Elapsed(successes: 2, failures: 2);
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().Items(1).ItemWhen(failing.Task)).ToListAsync();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);

        failing.SetException(Error);

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal((CircuitState.Closed, 1), (circuit.State, circuit.Snapshot.ConsecutiveFailures));
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("isolate and release")]
    [InlineData("opened again")]
    public async Task A_failure_after_another_transition_is_stale(string transition)
    {
        var circuit = Elapsed(successes: 2);
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().Items(1).ItemWhen(failing.Task)).ToListAsync();
        switch (transition)
        {
            case "reset":
                circuit.Breaker.Reset();
                break;
            case "isolate and release":
                circuit.Breaker.Isolate();
                circuit.Breaker.Release();
                break;
            default:
                circuit.Fail();
                break;
        }

        var before = circuit.Snapshot;
        failing.SetException(Error);

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal((before.State, before.StateChanges, before.Failed), (circuit.State, circuit.Snapshot.StateChanges, circuit.Snapshot.Failed));
        Assert.Equal((1, 0), (circuit.Snapshot.StaleOutcomes, circuit.Snapshot.ConsecutiveFailures));
    }

    [Fact]
    public async Task The_callers_cancellation_after_the_first_item_of_a_probe_does_not_undo_the_closing()
    {
        var circuit = Elapsed(successes: 1);
        using var source = new CancellationTokenSource();
        var callee = new StreamCallee().Items(1).Hang();
        var reading = circuit.Breaker.Guard(callee).ToListAsync(source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((0, 2, 1, 0, 0), circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_probe_disposed_before_its_first_item_frees_its_slot()
    {
        var circuit = Elapsed(successes: 1);
        var items = circuit.Breaker.Guard(new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task)).GetAsyncEnumerator();
        _ = items.MoveNextAsync().AsTask();
        _ = circuit.EnterRejected();

        await items.DisposeAsync();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task The_end_of_a_probe_stream_resets_no_failures_of_the_closed_circuit()
    {
        var circuit = Elapsed(new() { SuccessThreshold = 1, ConsecutiveFailures = 5, FailureRatio = 0.9 });
        var items = circuit.Breaker.Guard(new StreamCallee().Items(1)).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Fail();
        circuit.Fail();
        var before = circuit.Snapshot;

        Assert.False(await items.MoveNextAsync());

        var after = circuit.Snapshot;
        Assert.Equal((2, 2), (after.ConsecutiveFailures, after.WindowCalls));
        Assert.Equal(before.Succeeded + 1, after.Succeeded);
    }

    [Fact]
    public async Task The_first_item_of_a_probe_that_lost_its_slot_is_evidence_but_frees_no_slot()
    {
        var circuit = Elapsed(new() { SuccessThreshold = 2, ProbeTimeout = Limit });
        var first = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task).Throw(Error)).ToListAsync();
        circuit.Clock.Advance(Limit);
        var successor = circuit.Enter();

        first.SetResult(true);

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed, 0), (circuit.State, circuit.Snapshot.Reason, circuit.Snapshot.StaleOutcomes));
        successor.Succeeded();
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void An_abandoned_enumerator_loses_its_lease_and_the_circuit_recovers()
    {
        var circuit = Elapsed(new() { SuccessThreshold = 1, ProbeTimeout = Limit });
        _ = circuit.Breaker.Guard(new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task)).GetAsyncEnumerator().MoveNextAsync().AsTask();
        _ = circuit.EnterRejected();

        circuit.Clock.Advance(Limit);

        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    private static Circuit Elapsed(int successes, int failures = 2) =>
        Elapsed(new() { SuccessThreshold = successes, ConsecutiveFailures = failures });

    private static Circuit Elapsed(CircuitBreakerOptions options) =>
        Circuit.Elapsed(options.LayerOver(new() { ConsecutiveFailures = 2 }));
}
