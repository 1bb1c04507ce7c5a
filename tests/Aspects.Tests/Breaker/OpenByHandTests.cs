namespace Aspects.Tests;

/// <summary>A command opens the circuit for a time; then the circuit recovers by itself.</summary>
public sealed class OpenByHandTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_circuit_rejects_for_the_time_and_then_admits_a_probe()
    {
        var circuit = new Circuit();
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);

        circuit.Breaker.Open(Minute);

        var transition = listener.WaitForTransitions(1)[0];
        Assert.Equal((CircuitState.Open, CircuitReason.OpenedByHand, Minute), (transition.To, transition.Reason, transition.BreakDuration));
        Assert.Equal("Open because of a command to open for a time; next probe in 60 s.", circuit.Snapshot.Explanation);
        var rejection = (CircuitBreakerOpenException)circuit.EnterRejected().Rejection();
        Assert.Equal((CircuitReason.OpenedByHand, Minute), (rejection.Reason, rejection.RetryAfter));
        Assert.Equal("Circuit 'orders' is open by hand: the call was not made. Retry in 60 s.", rejection.Message);
        circuit.Clock.Advance(Minute - Circuit.Tick);
        circuit.EnterRejected();
        circuit.Clock.Advance(Circuit.Tick);
        circuit.Succeed();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(1, circuit.Snapshot.TimesOpened);
    }

    [Fact]
    public void A_rejection_while_half_open_does_not_say_that_the_slots_are_taken_by_hand()
    {
        var circuit = new Circuit();
        circuit.Breaker.Open(Minute);
        circuit.Clock.Advance(Minute);
        circuit.Enter();

        Assert.Equal("Circuit 'orders' is half-open with all probe slots taken: the call was not made.", circuit.EnterRejected().Rejection().Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(120)]
    public void The_command_decides_the_break_of_an_open_circuit_and_is_no_transition(int seconds)
    {
        var circuit = Circuit.Opened(new() { BreakDuration = Minute });

        circuit.Breaker.Open(TimeSpan.FromSeconds(seconds));

        var snapshot = circuit.Snapshot;
        Assert.Equal((TimeSpan.FromSeconds(seconds), CircuitReason.OpenedByHand), (snapshot.RetryAfter, snapshot.Reason));
        Assert.Equal((1, 1), (snapshot.TimesOpened, snapshot.StateChanges));
        circuit.Clock.Advance(TimeSpan.FromSeconds(seconds) - Circuit.Tick);
        Assert.Equal(CircuitState.Open, circuit.State);
        circuit.Clock.Advance(Circuit.Tick);
        Assert.Equal(CircuitState.HalfOpen, circuit.State);
    }

    [Fact]
    public void A_half_open_circuit_opens_and_its_probe_becomes_stale()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 1 });
        var probe = circuit.Enter();

        circuit.Breaker.Open(Minute);
        probe.Succeeded();

        Assert.Equal((CircuitState.Open, 1), (circuit.State, circuit.Snapshot.StaleOutcomes));
    }

    [Fact]
    public void An_isolated_circuit_stays_isolated()
    {
        var circuit = new Circuit();
        circuit.Breaker.Isolate();

        circuit.Breaker.Open(Minute);
        circuit.Clock.Advance(Minute);

        Assert.Equal((CircuitState.Isolated, CircuitReason.Isolated), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public void The_backoff_stays_as_it_was()
    {
        var circuit = Circuit.Elapsed(new() { BreakDuration = Minute, BackoffFactor = 2 });
        circuit.Fail();
        Assert.Equal((2 * Minute, 1), (circuit.Snapshot.RetryAfter, circuit.Snapshot.FailedRecoveries));

        circuit.Breaker.Open(10 * Minute);
        Assert.Equal(1, circuit.Snapshot.FailedRecoveries);
        circuit.Clock.Advance(10 * Minute);
        circuit.Fail();

        Assert.Equal((4 * Minute, 2), (circuit.Snapshot.RetryAfter, circuit.Snapshot.FailedRecoveries));
    }

    [Fact]
    public void Neither_the_cap_nor_jitter_nor_a_generator_nor_new_settings_change_the_break()
    {
        var circuit = new Circuit(new()
        {
            MaxBreakDuration = Minute,
            Jitter = 1,
            BreakDurationGenerator = static _ => TimeSpan.FromSeconds(1),
        });

        circuit.Breaker.Open(10 * Minute);
        circuit.Breaker.Configure(static options => options.BreakDurationGenerator = null);
        circuit.Breaker.Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(1));

        Assert.Equal(10 * Minute, circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_healthy_health_probe_does_not_end_the_break()
    {
        // The third check begins after the breaker has the answer of the second check, one interval after the opening.
        using var checks = new CountdownEvent(3);
        var circuit = new Circuit(new() { HealthProbe = new Healthy(checks), HealthProbeInterval = TimeSpan.FromMilliseconds(50) });

        circuit.Breaker.Open(Minute);
        circuit.Clock.AdvanceUntil(() => checks.IsSet);

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_saved_opening_by_hand_continues_for_the_rest_of_its_time()
    {
        var before = new Circuit();
        before.Open();
        before.Breaker.Open(60 * Minute);
        before.Clock.Advance(Minute);
        var saved = before.Breaker.Save();

        var after = new Circuit();
        after.Clock.Advance(Minute);
        after.Breaker.Restore(saved);

        Assert.Equal((59 * Minute, CircuitReason.OpenedByHand), (after.Snapshot.RetryAfter, after.Snapshot.Reason));
    }

    [Fact]
    public void The_calls_in_flight_become_stale()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        circuit.Breaker.Open(Minute);
        permit.Failed(new TimeoutException());

        Assert.Equal((1, 0), (circuit.Snapshot.StaleOutcomes, circuit.Snapshot.Failed));
    }

    [Fact]
    public void A_time_of_less_than_a_millisecond_is_refused()
    {
        var circuit = new Circuit();

        Assert.Throws<ArgumentOutOfRangeException>(() => circuit.Breaker.Open(TimeSpan.FromTicks(9_999)));
        Assert.Throws<ArgumentOutOfRangeException>(() => circuit.Breaker.Open(-Minute));
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Breaker.Open(TimeSpan.MaxValue);
        Assert.Equal(TimeSpan.MaxValue, circuit.Snapshot.RetryAfter);
    }

    private sealed class Healthy(CountdownEvent checks) : IHealthProbe
    {
        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
        {
            if (!checks.IsSet) checks.Signal();
            return new(true);
        }
    }
}
