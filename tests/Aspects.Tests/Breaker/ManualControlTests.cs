namespace Aspects.Tests;

/// <summary>Isolate, Release, Reset and the initial state.</summary>
public sealed class ManualControlTests
{
    [Fact]
    public void Isolation_lasts_until_release_and_is_idempotent()
    {
        var circuit = new Circuit();
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);

        circuit.Breaker.Isolate();
        circuit.Breaker.Isolate();
        circuit.Clock.Advance(TimeSpan.FromDays(1_000));

        Assert.Equal(CircuitState.Isolated, circuit.State);
        var rejection = (CircuitBreakerOpenException)circuit.EnterRejected().Rejection();
        Assert.Equal(
            (CircuitState.Isolated, CircuitReason.Isolated, null), (rejection.State, rejection.Reason, rejection.RetryAfter));
        Assert.Equal("Circuit 'orders' is isolated by hand: the call was not made.", rejection.Message);
        circuit.Breaker.Release();
        Assert.Equal(
            [CircuitState.Isolated, CircuitState.Closed], listener.WaitForTransitions(2).Select(static t => t.To));
        Assert.Null(listener.Transitions[0].BreakDuration);
    }

    [Fact]
    public void Release_changes_nothing_unless_the_circuit_is_isolated()
    {
        var circuit = Circuit.Opened();

        circuit.Breaker.Release();

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Calls_that_began_before_a_release_or_reset_are_stale(bool reset)
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });
        var early = circuit.Enter();

        if (reset)
        {
            circuit.Breaker.Reset();
        }
        else
        {
            circuit.Breaker.Isolate();
            circuit.Breaker.Release();
        }

        early.Failed(new TimeoutException());

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((1, 0, 0), (circuit.Snapshot.StaleOutcomes, circuit.Snapshot.Failed, circuit.Snapshot.WindowCalls));
        Assert.Empty(circuit.Snapshot.FailuresByType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reset_and_release_empty_the_window_and_the_counts(bool reset)
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3, FailureRatio = 0.5, MinimumThroughput = 3 });
        circuit.Fail();
        circuit.Fail();

        if (reset)
        {
            circuit.Breaker.Reset();
        }
        else
        {
            circuit.Breaker.Isolate();
            circuit.Breaker.Release();
        }

        Assert.Equal((0, 0), (circuit.Snapshot.ConsecutiveFailures, circuit.Snapshot.WindowCalls));
        circuit.Fail();
        circuit.Fail();
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Fail();
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void Reset_ends_an_isolation_or_a_break_and_resets_the_backoff()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, BackoffFactor = 2 });
        circuit.Fail();
        Assert.Equal(1, circuit.Snapshot.FailedRecoveries);
        circuit.Breaker.Reset();
        Assert.Equal((CircuitState.Closed, 0), (circuit.State, circuit.Snapshot.FailedRecoveries));
        circuit.Breaker.Isolate();
        circuit.Breaker.Reset();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Theory]
    [InlineData(CircuitState.Open)]
    [InlineData(CircuitState.Isolated)]
    [InlineData(CircuitState.Closed)]
    public void A_breaker_begins_in_its_initial_state(CircuitState initial)
    {
        var circuit = new Circuit(new() { InitialState = initial, BreakDuration = TimeSpan.FromSeconds(4) });

        Assert.Equal(initial, circuit.State);
        circuit.ElapseBreak();
        Assert.Equal(initial == CircuitState.Open ? CircuitState.HalfOpen : initial, circuit.State);
    }
}
