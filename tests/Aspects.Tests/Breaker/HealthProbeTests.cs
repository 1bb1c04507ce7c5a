using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>A health probe delays or advances recovery. Its exceptions harm no caller.</summary>
public sealed class HealthProbeTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void An_unhealthy_report_blocks_probes_after_the_break()
    {
        using var health = new Health();
        var circuit = Opened(health);
        health.Report(false);
        TestTimeout.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);

        circuit.Clock.Advance(Break);

        Assert.Equal(CircuitState.Open, circuit.State);
        circuit.EnterRejected();
        Assert.Equal("Open because of consecutive failures; the health probe blocks recovery.", circuit.Snapshot.Explanation);
    }

    [Fact]
    public void A_healthy_report_ends_the_break_early_once_an_interval_has_passed()
    {
        using var health = new Health();
        var circuit = Opened(health);

        health.Report(true);
        AwaitCheck(circuit, health, number: 2);
        Assert.Equal(CircuitState.Open, circuit.State);
        health.Report(true);

        TestTimeout.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
        Assert.Equal(CircuitReason.HealthProbe, circuit.Snapshot.Reason);
        circuit.Enter();
        circuit.EnterRejected();
    }

    [Fact]
    public void After_a_failed_probe_healthy_reports_end_no_break_early_until_the_circuit_has_closed()
    {
        using var health = new Health();
        var circuit = EndedBreakEarly(health);

        circuit.Fail();
        var calls = 3;
        TestTimeout.WaitUntil(() => health.HasBeenCalled(calls));
        for (; calls < 20; calls++)
        {
            health.Report(true);
            AwaitCheck(circuit, health, calls + 1, timers: calls - 1);
        }

        Assert.Equal((CircuitState.Open, 1), (circuit.State, circuit.Snapshot.FailedRecoveries));
        circuit.Clock.Advance(Break);
        circuit.Succeed();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_throttled_early_probe_uses_up_the_early_end_of_the_outage()
    {
        using var health = new Health();
        var circuit = EndedBreakEarly(health);

        circuit.Enter().Settle(CircuitOutcome.Throttled(Break));
        TestTimeout.WaitUntil(() => health.HasBeenCalled(3));
        health.Report(true);
        AwaitCheck(circuit, health, number: 4, timers: 2);
        health.Report(true);
        AwaitCheck(circuit, health, number: 5, timers: 3);

        Assert.Equal((CircuitState.Open, 0), (circuit.State, circuit.Snapshot.FailedRecoveries));
    }

    [Fact]
    public void A_closed_circuit_regains_the_early_end()
    {
        using var health = new Health();
        var circuit = EndedBreakEarly(health);
        circuit.Succeed();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);

        circuit.Open();
        TestTimeout.WaitUntil(() => health.HasBeenCalled(3));
        health.Report(true);
        AwaitCheck(circuit, health, number: 4, timers: 2);
        health.Report(true);

        TestTimeout.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
    }

    [Fact]
    public void A_new_interval_applies_at_once()
    {
        using var health = new Health();
        var clock = new TestClock();
        var registry = new CircuitBreakerRegistry(clock).Configure("orders", options =>
        {
            options.ConsecutiveFailures = 1;
            options.BreakDuration = TimeSpan.FromHours(2);
            options.HealthProbe = health;
            options.HealthProbeInterval = TimeSpan.FromHours(1);
            options.ProbeTimeout = TimeSpan.FromDays(1);
        });
        var breaker = registry.GetOrAdd("orders");
        breaker.Enter().Failed(new TimeoutException());
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));
        health.Report(false);
        TestTimeout.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);

        registry.Configure("orders", static options => options.HealthProbeInterval = TimeSpan.FromSeconds(1));

        TestTimeout.WaitUntil(() => health.HasBeenCalled(2));

        // The check under the new interval has not ended, so the last answer is still in force.
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.False(breaker.TryEnter(out _));
    }

    [Fact]
    public void A_check_that_never_ends_does_not_keep_the_circuit_open_for_ever()
    {
        using var health = new Health();
        var circuit = Circuit.Opened(new()
        {
            ConsecutiveFailures = 1,
            BreakDuration = Interval,
            HealthProbe = health,
            HealthProbeInterval = Interval,
            ProbeTimeout = TimeSpan.FromMinutes(2),
        });
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));
        health.Report(false);
        AwaitCheck(circuit, health, number: 2);
        Assert.True(circuit.Snapshot.IsRecoveryBlocked);

        circuit.Clock.Advance(TimeSpan.FromMinutes(2) - Circuit.Tick);
        Assert.Equal((CircuitState.Open, true), (circuit.State, circuit.Snapshot.IsRecoveryBlocked));
        circuit.EnterRejected();
        circuit.Clock.Advance(Circuit.Tick);

        Assert.Equal((CircuitState.HalfOpen, false), (circuit.State, circuit.Snapshot.IsRecoveryBlocked));
        circuit.Enter();
    }

    [Fact]
    public void The_probe_runs_again_after_the_interval()
    {
        using var health = new Health();
        var circuit = Opened(health);
        health.Report(false);
        TestTimeout.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);

        circuit.Clock.AdvanceUntil(() => health.HasBeenCalled(2));
        health.Report(true);

        TestTimeout.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
    }

    [Fact]
    public void A_probe_that_throws_is_reported_and_the_break_alone_decides()
    {
        using var health = new Health();
        var circuit = Opened(health);
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);
        health.Report(false);
        TestTimeout.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);
        circuit.Clock.AdvanceUntil(() => health.HasBeenCalled(2));

        health.Throw(new NotSupportedException());

        Assert.Equal("HealthProbe", listener.WaitForCallbackErrors(1)[0].Source);
        Assert.False(circuit.Snapshot.IsRecoveryBlocked);
        circuit.Clock.Advance(Break);
        circuit.Enter();
    }

    [Fact]
    public void The_probe_is_cancelled_when_the_circuit_is_no_longer_open()
    {
        using var health = new Health();
        var circuit = Opened(health);
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));

        circuit.Breaker.Reset();

        TestTimeout.WaitUntil(() => health.Token.IsCancellationRequested);
        health.Report(false);
        circuit.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.False(health.HasBeenCalled(2));
        Assert.Equal(0, circuit.Snapshot.CallbackErrors);
    }

    [Fact]
    public void A_cancellation_callback_that_throws_does_not_harm_a_caller()
    {
        using var health = new Health { CancellationCallback = static () => throw new NotSupportedException() };
        var circuit = Opened(health);
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));

        circuit.Clock.Advance(Break);
        circuit.Enter();

        TestTimeout.WaitUntil(() => circuit.Snapshot.CallbackErrors == 1);
    }

    [Fact]
    public async Task A_cancellation_callback_that_blocks_does_not_block_the_breaker()
    {
        using var release = new ManualResetEventSlim();
        using var health = new Health { CancellationCallback = () => release.Wait(TestTimeout.Limit) };
        var circuit = Opened(health);
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));

        circuit.Clock.Advance(Break);
        var entered = Task.Run(() => circuit.Enter());

        await entered.WaitAsync(TestTimeout.Limit / 2);
        release.Set();
    }

    [Fact]
    public void A_removed_probe_no_longer_blocks_recovery()
    {
        using var health = new Health();
        var clock = new TestClock();
        var registry = new CircuitBreakerRegistry(clock).Configure("orders", options =>
        {
            options.ConsecutiveFailures = 1;
            options.BreakDuration = Break;
            options.Jitter = 0;
            options.HealthProbe = health;
        });
        var breaker = registry.GetOrAdd("orders");
        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new TimeoutException());
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));
        health.Report(false);
        TestTimeout.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);

        registry.Configure("orders", static options => options.HealthProbe = null);
        clock.Advance(Break);

        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        Assert.True(breaker.TryEnter(out _));
    }

    private static Circuit EndedBreakEarly(Health health)
    {
        var circuit = Opened(health);
        TestTimeout.WaitUntil(() => health.HasBeenCalled(1));
        health.Report(true);
        AwaitCheck(circuit, health, number: 2);
        health.Report(true);
        TestTimeout.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
        return circuit;
    }

    // Waits until the watch waits, so that the interval that passes is its own.
    private static void AwaitCheck(Circuit circuit, Health health, int number, int? timers = null)
    {
        TestTimeout.WaitUntil(() => circuit.Clock.TimersCreated >= (timers ?? number - 1));
        circuit.Clock.Advance(Interval);
        TestTimeout.WaitUntil(() => health.HasBeenCalled(number));
    }

    private static Circuit Opened(Health health) => Circuit.Opened(new()
    {
        ConsecutiveFailures = 1,
        BreakDuration = Break,
        HealthProbe = health,
        HealthProbeInterval = Interval,
    });

    /// <summary>A health probe whose results the test sets, one call at a time.</summary>
    private sealed class Health : IHealthProbe, IDisposable
    {
        private readonly BlockingCollection<TaskCompletionSource<bool>> _pending = [];
        private int _calls;

        public Action? CancellationCallback { get; init; }

        public CancellationToken Token { get; private set; }

        public bool HasBeenCalled(int times) => Volatile.Read(ref _calls) >= times;

        public async ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
        {
            Token = cancellationToken;
            if (CancellationCallback is { } callback) cancellationToken.Register(callback);
            var call = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _pending.Add(call, CancellationToken.None);
            Interlocked.Increment(ref _calls);
            return await call.Task;
        }

        public void Report(bool healthy) => Take().SetResult(healthy);

        public void Throw(Exception error) => Take().SetException(error);

        public void Dispose() => _pending.Dispose();

        private TaskCompletionSource<bool> Take()
        {
            Assert.True(_pending.TryTake(out var call, TestTimeout.Limit));
            return call;
        }
    }
}
