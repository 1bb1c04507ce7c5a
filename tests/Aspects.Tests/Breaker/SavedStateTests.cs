namespace Aspects.Tests;

/// <summary>A restored breaker resumes in the saved state.</summary>
public sealed class SavedStateTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(100);

    [Fact]
    public void A_restored_open_circuit_waits_for_the_rest_of_its_break()
    {
        var before = Circuit.Opened(Options());
        before.Clock.Advance(TimeSpan.FromSeconds(30));
        var saved = before.Breaker.Save();
        Assert.Equal(TimeSpan.FromSeconds(70), saved.RemainingBreak);

        var after = new Circuit(Options());
        var listener = new Recorder();
        using var subscription = after.Breaker.Subscribe(listener);
        after.Clock.Advance(TimeSpan.FromSeconds(50));
        after.Breaker.Restore(saved);

        Assert.Equal(TimeSpan.FromSeconds(50), after.Snapshot.RetryAfter);
        Assert.Equal(CircuitReason.Restored, after.Snapshot.Reason);
        Assert.Equal(TimeSpan.FromSeconds(50), listener.WaitForTransitions(1)[0].BreakDuration);
        after.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(CircuitState.HalfOpen, after.State);
    }

    [Fact]
    public void A_wall_clock_that_was_set_back_does_not_lengthen_the_break()
    {
        var before = Circuit.Opened(Options());
        var saved = before.Breaker.Save();
        var after = new Circuit(Options());
        after.Clock.SetWallClockBy(TimeSpan.FromHours(-1));

        after.Breaker.Restore(saved);

        Assert.Equal(Break, after.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_break_that_has_elapsed_since_the_save_admits_a_probe()
    {
        var saved = Circuit.Opened(Options()).Breaker.Save();
        var after = new Circuit(Options());
        after.Clock.Advance(TimeSpan.FromHours(1));

        after.Breaker.Restore(saved);

        Assert.Equal(CircuitState.HalfOpen, after.State);
        after.Enter();
        after.EnterRejected();
    }

    [Fact]
    public void A_restored_half_open_circuit_admits_a_probe_and_keeps_its_failed_recoveries()
    {
        var before = Circuit.Elapsed(Options());
        before.Fail();
        before.ElapseBreak();
        before.ElapseBreak();
        before.Enter();
        var saved = before.Breaker.Save();
        Assert.Equal((CircuitState.HalfOpen, 1), (saved.State, saved.FailedRecoveries));

        var after = new Circuit(Options());
        after.Breaker.Restore(saved);
        after.Fail();

        Assert.Equal(2, after.Snapshot.FailedRecoveries);
        Assert.Equal(4 * Break, after.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_saved_half_open_circuit_has_no_rest_of_a_break()
    {
        var circuit = new Circuit(Options());

        circuit.Breaker.Restore(circuit.Breaker.Save() with { State = CircuitState.HalfOpen, RemainingBreak = Break });

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Enter();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_state_saved_at_the_first_or_the_last_date_does_not_overflow(long ticks)
    {
        var circuit = new Circuit();
        var at = new DateTimeOffset(Math.Min(ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

        circuit.Breaker.Restore(circuit.Breaker.Save() with { State = CircuitState.Open, RemainingBreak = TimeSpan.MaxValue, SavedAt = at });

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.True(circuit.Snapshot.RetryAfter <= CircuitBreakerOptions.Default.MaxBreakDuration);
    }

    [Fact]
    public void A_restored_break_keeps_its_length_when_unrelated_settings_change()
    {
        var clock = new TestClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", Options());
        breaker.Restore(new CircuitSavedState(
            "orders", CircuitState.Open, CircuitReason.ProbeFailed, FailedRecoveries: 3, 7 * Break, clock.GetUtcNow()));

        registry.Configure("orders", static options => options.SuccessThreshold = 9);

        Assert.Equal(7 * Break, breaker.GetSnapshot().RetryAfter);
    }

    [Fact]
    public void An_isolation_is_restored_and_outranks_any_saved_state()
    {
        var open = Circuit.Opened(Options()).Breaker.Save();
        var before = new Circuit();
        before.Breaker.Isolate();
        var after = new Circuit(Options());

        after.Breaker.Restore(before.Breaker.Save());
        Assert.Equal(CircuitState.Isolated, after.State);

        after.Breaker.Restore(open with { FailedRecoveries = 5 });
        Assert.Equal((CircuitState.Isolated, 0), (after.State, after.Snapshot.FailedRecoveries));
    }

    [Fact]
    public void Saving_and_restoring_a_closed_circuit_changes_nothing()
    {
        var circuit = new Circuit();
        circuit.Fail();
        var before = circuit.Snapshot;

        circuit.Breaker.Restore(circuit.Breaker.Save());

        Assert.Equal(before, circuit.Snapshot);
    }

    [Fact]
    public void The_state_of_another_breaker_is_refused()
    {
        var circuit = new Circuit();
        var saved = new CircuitBreaker("stock").Save();

        Assert.Throws<ArgumentException>("saved", () => circuit.Breaker.Restore(saved));
        Assert.Throws<ArgumentNullException>("saved", () => circuit.Breaker.Restore(null!));
        circuit.Breaker.Restore(saved with { Name = "ORDERS" });
    }

    private static CircuitBreakerOptions Options() => new()
    {
        ConsecutiveFailures = 1,
        BreakDuration = Break,
        BackoffFactor = 2,
        Jitter = 0,
        MaxBreakDuration = TimeSpan.FromHours(1),
    };

    [Theory]
    [InlineData(-1, 0, CircuitState.Open, "FailedRecoveries -1")]
    [InlineData(0, -1, CircuitState.Open, "RemainingBreak -00:00:01")]
    [InlineData(0, 0, (CircuitState)9, "State 9")]
    public void A_value_that_no_breaker_saves_is_refused(int failedRecoveries, int seconds, CircuitState state, string message)
    {
        var circuit = new Circuit();
        var saved = circuit.Breaker.Save() with
        {
            State = state,
            FailedRecoveries = failedRecoveries,
            RemainingBreak = TimeSpan.FromSeconds(seconds),
        };

        var error = Assert.Throws<ArgumentException>("saved", () => circuit.Breaker.Restore(saved));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void The_largest_number_of_failed_recoveries_does_not_overflow()
    {
        var circuit = new Circuit(new() { BackoffFactor = 2, MaxBreakDuration = TimeSpan.FromMinutes(5), BreakDuration = TimeSpan.FromSeconds(1) });
        var saved = circuit.Breaker.Save() with { State = CircuitState.Open, FailedRecoveries = int.MaxValue };

        circuit.Breaker.Restore(saved);
        circuit.Fail();

        Assert.Equal((CircuitState.Open, int.MaxValue), (circuit.State, circuit.Snapshot.FailedRecoveries));
        Assert.Equal(TimeSpan.FromMinutes(5), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_saved_break_longer_than_the_settings_allow_is_cut()
    {
        var circuit = new Circuit(new() { MaxBreakDuration = TimeSpan.FromMinutes(10), MaxRetryAfter = TimeSpan.FromMinutes(5) });
        var saved = circuit.Breaker.Save() with { State = CircuitState.Open, RemainingBreak = TimeSpan.FromDays(9_000) };

        circuit.Breaker.Restore(saved);

        Assert.Equal(TimeSpan.FromMinutes(10), circuit.Snapshot.RetryAfter);
    }
}
