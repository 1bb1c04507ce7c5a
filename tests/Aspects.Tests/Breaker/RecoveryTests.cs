namespace Aspects.Tests;

/// <summary>A circuit recovers as soon as its calls are good again, however long they take, and not before.</summary>
public sealed class RecoveryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Calls_that_take_longer_than_thirty_seconds_but_less_than_their_timeout_close_the_circuit()
    {
        var circuit = Circuit.Opened(new() { ConsecutiveFailures = 1, Timeout = 60 * Second, SuccessThreshold = 2 });

        CallOnceASecond(circuit, duration: 40 * Second);

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((1, 0), (circuit.Snapshot.TimesClosed, circuit.Snapshot.StaleOutcomes));
    }

    [Fact]
    public void Calls_that_always_take_longer_than_the_probe_timeout_close_the_circuit()
    {
        var circuit = Circuit.Opened(new() { ConsecutiveFailures = 1, ProbeTimeout = 5 * Second, SuccessThreshold = 2 });

        CallOnceASecond(circuit, duration: 40 * Second);

        Assert.Equal(1, circuit.Snapshot.TimesClosed);
    }

    [Fact]
    public void A_thousand_probes_that_take_several_times_their_lease_close_the_circuit()
    {
        var circuit = Circuit.Elapsed(new()
        {
            ConsecutiveFailures = 1,
            SuccessThreshold = 1,
            MaxConcurrentProbes = 1_000,
            ProbeTimeout = TimeSpan.FromSeconds(10),
        });
        var calls = new Queue<CircuitPermit>();
        for (var lease = 0; lease < 4; lease++)
        {
            while (Flow.TryEnter(circuit.Breaker, out var probe)) calls.Enqueue(probe);
            circuit.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        calls.Dequeue().Succeeded();

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task A_stream_whose_first_item_comes_after_the_lease_closes_the_circuit()
    {
        var circuit = Circuit.Elapsed(LongProbes);
        var first = new TaskCompletionSource<bool>();
        await using var items = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task)).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var move = items.MoveNextAsync();
        circuit.Clock.Advance(LongProbes.ProbeTimeout);
        circuit.Enter();

        first.SetResult(true);
        await move;

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Theory]
    [InlineData(false, CircuitState.Closed)]
    [InlineData(true, CircuitState.Open)]
    public void An_observable_whose_first_item_comes_after_the_lease_is_a_probe_too(bool watchesSlowCalls, CircuitState expected)
    {
        var options = LongProbes;
        if (watchesSlowCalls) options.SlowCallDuration = Second;
        var circuit = Circuit.Elapsed(options);
        var source = new Subject();
        using var subscription = circuit.Breaker.Guard(source)!.Subscribe(new Subject());
        circuit.Clock.Advance(LongProbes.ProbeTimeout);
        circuit.Enter();

        source.OnNext(1);

        Assert.Equal((expected, watchesSlowCalls ? 1 : 0), (circuit.State, circuit.Snapshot.FailedRecoveries));
    }

    [Fact]
    public void A_probe_that_lost_its_slot_counts_once()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 2, ProbeTimeout = Second });
        var lost = circuit.Enter();
        var copy = lost;
        circuit.Clock.Advance(Second);
        circuit.Enter();

        lost.Succeeded();
        copy.Succeeded();

        Assert.Equal((1, 1), (circuit.Snapshot.ConsecutiveProbeSuccesses, circuit.Snapshot.StaleOutcomes));
    }

    [Fact]
    public void The_probe_timeout_is_at_least_the_timeout_of_a_call_unless_it_is_set()
    {
        Assert.Equal(30 * Second, new CircuitBreakerOptions().ProbeTimeout);
        Assert.Equal(30 * Second, new CircuitBreakerOptions { Timeout = Second }.ProbeTimeout);
        Assert.Equal(60 * Second, new CircuitBreakerOptions { Timeout = 60 * Second }.ProbeTimeout);
        Assert.Equal(Second, new CircuitBreakerOptions { Timeout = Second, ProbeTimeout = Second }.ProbeTimeout);
    }

    [Theory]
    [InlineData(0, 11, "ProbeTimeout (00:00:10) is shorter than SlowCallDuration (00:00:11)")]
    [InlineData(11, 0, "ProbeTimeout (00:00:10) is shorter than Timeout (00:00:11)")]
    public void A_probe_timeout_shorter_than_a_call_may_take_is_a_contradiction(int timeout, int slow, string message)
    {
        var options = new CircuitBreakerOptions { ProbeTimeout = 10 * Second, Timeout = timeout * Second, SlowCallDuration = slow * Second };

        var error = Assert.Throws<ArgumentException>(() => new CircuitBreaker("orders", options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circuit_that_slowness_opened_stays_open_on_slow_probes_with_growing_breaks()
    {
        var circuit = new Circuit(new()
        {
            SlowCallDuration = Second,
            SlowCallRatio = 0.5,
            MinimumThroughput = 2,
            BreakDuration = 10 * Second,
            BackoffFactor = 2,
        });
        SucceedAfter(circuit, 3 * Second);
        SucceedAfter(circuit, 3 * Second);
        var breaks = new List<TimeSpan?>();

        for (var opening = 0; opening < 3; opening++)
        {
            Assert.Equal(CircuitState.Open, circuit.State);
            breaks.Add(circuit.Snapshot.RetryAfter);
            circuit.Clock.Advance(circuit.Snapshot.RetryAfter!.Value);
            SucceedAfter(circuit, 3 * Second);
        }

        Assert.Equal([10 * Second, 20 * Second, 40 * Second], breaks);
        Assert.Equal((CircuitReason.ProbeFailed, 0), (circuit.Snapshot.Reason, circuit.Snapshot.Failed));
        circuit.Clock.Advance(circuit.Snapshot.RetryAfter!.Value);
        SucceedAfter(circuit, Second);
        SucceedAfter(circuit, Second);
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task A_stream_probe_with_a_slow_first_item_reopens_the_circuit()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SlowCallDuration = Second, SuccessThreshold = 1 });
        var first = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task)).ToListAsync();
        circuit.Clock.Advance(2 * Second);

        first.SetResult(true);
        await reading;

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    [Theory]
    [InlineData(null, true, 20)]
    [InlineData(3, false, 20)]
    [InlineData(3, true, 3)]
    public void A_throttled_probe_is_a_failed_recovery_unless_its_wait_is_honored(int? wait, bool honors, int seconds)
    {
        var circuit = Circuit.Elapsed(new()
        {
            ConsecutiveFailures = 1,
            BreakDuration = 10 * Second,
            BackoffFactor = 2,
            HonorRetryAfter = honors,
        });

        circuit.Enter().Settle(CircuitOutcome.Throttled(wait * Second));

        Assert.Equal(seconds * Second, circuit.Snapshot.RetryAfter);
        Assert.Equal(seconds == 20 ? 1 : 0, circuit.Snapshot.FailedRecoveries);
    }

    [Fact]
    public async Task A_generated_break_that_comes_after_the_circuit_has_left_the_opening_changes_nothing()
    {
        using var asked = new ManualResetEventSlim();
        using var answer = new ManualResetEventSlim();
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 1,
            SuccessThreshold = 2,
            BreakDuration = Second,
            BreakDurationGenerator = _ =>
            {
                asked.Set();
                answer.Wait(TestTimeout.Limit);
                return TimeSpan.FromMinutes(1);
            },
        });
        var opening = Task.Run(circuit.Fail, TestContext.Current.CancellationToken);
        Assert.True(asked.Wait(TestTimeout.Limit, TestContext.Current.CancellationToken));
        circuit.Clock.Advance(Second);
        circuit.Succeed();

        answer.Set();
        await opening;

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    // A caller a second, for up to an hour. Each admitted call ends after the given duration.
    private static void CallOnceASecond(Circuit circuit, TimeSpan duration)
    {
        var pending = new Queue<(TimeSpan EndsAt, CircuitPermit Permit)>();
        var now = TimeSpan.Zero;
        for (; now < TimeSpan.FromHours(1) && circuit.Snapshot.TimesClosed == 0; now += Second)
        {
            while (pending.TryPeek(out var next) && next.EndsAt <= now) pending.Dequeue().Permit.Succeeded();
            if (circuit.Breaker.TryEnter(out var permit)) pending.Enqueue((now + duration, permit));
            circuit.Clock.Advance(Second);
        }
    }

    private static void SucceedAfter(Circuit circuit, TimeSpan duration)
    {
        var permit = circuit.Enter();
        circuit.Clock.Advance(duration);
        permit.Succeeded();
    }

    private static CircuitBreakerOptions LongProbes => new() { ConsecutiveFailures = 1, SuccessThreshold = 1, ProbeTimeout = 10 * Second };

    /// <summary>An observable that sends to its last observer what it receives.</summary>
    private sealed class Subject : IObservable<int>, IObserver<int>, IDisposable
    {
        private IObserver<int>? _observer;

        public IDisposable Subscribe(IObserver<int> observer)
        {
            _observer = observer;
            return this;
        }

        public void OnNext(int value) => _observer?.OnNext(value);

        public void OnError(Exception error) => _observer?.OnError(error);

        public void OnCompleted() => _observer?.OnCompleted();

        public void Dispose() => _observer = null;
    }
}
