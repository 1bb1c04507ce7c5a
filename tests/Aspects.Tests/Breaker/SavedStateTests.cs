namespace Aspects.Tests;

/// <summary>A restart resumes where the breaker was.</summary>
public sealed class SavedStateTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(100);

    [Fact]
    public void An_open_circuit_is_open_for_what_is_left_of_its_break_less_the_time_since()
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
        Assert.Equal(TimeSpan.FromSeconds(50), listener.WaitForTransitions(1)[0].Break);
        after.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(CircuitState.HalfOpen, after.State);
    }

    [Fact]
    public void A_clock_that_was_set_back_since_does_not_lengthen_the_break()
    {
        var before = Circuit.Opened(Options());
        var saved = before.Breaker.Save();
        var after = new Circuit(Options());
        after.Clock.SetWallClockBy(TimeSpan.FromHours(-1));

        after.Breaker.Restore(saved);

        Assert.Equal(Break, after.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_break_that_is_over_by_now_is_ready_for_a_probe()
    {
        var saved = Circuit.Opened(Options()).Breaker.Save();
        var after = new Circuit(Options());
        after.Clock.Advance(TimeSpan.FromHours(1));

        after.Breaker.Restore(saved);

        Assert.Equal(CircuitState.HalfOpen, after.State);
        after.Enter();
        after.EnterInVain();
    }

    [Fact]
    public void A_half_open_one_is_ready_for_a_probe_and_remembers_its_failed_recoveries()
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
    public void An_isolated_one_is_isolated_and_an_isolation_by_hand_outranks_what_was_saved()
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
    public void A_closed_one_changes_nothing_and_saving_changes_nothing()
    {
        var circuit = new Circuit();
        circuit.Fail();
        var before = circuit.Snapshot;

        circuit.Breaker.Restore(circuit.Breaker.Save());

        Assert.Equal(before, circuit.Snapshot);
    }

    [Fact]
    public void It_is_of_the_same_breaker()
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
}
