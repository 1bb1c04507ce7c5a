namespace Aspects.Tests;

/// <summary>The modes Monitor and Disabled.</summary>
public sealed class CircuitModeTests
{
    [Fact]
    public void Monitor_never_rejects_and_reports_each_would_be_transition_once()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 2, Mode = CircuitMode.Monitor, SuccessThreshold = 1 });
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);

        for (var i = 0; i < 10; i++) circuit.Fail();
        circuit.ElapseBreak();
        circuit.Succeed();
        circuit.Succeed();

        Assert.Equal(
            [CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed],
            listener.WaitForTransitions(3).Select(static t => t.To));
        var snapshot = circuit.Snapshot;
        Assert.Equal((0, 8), (snapshot.Rejected, snapshot.WouldHaveRejected));
        Assert.Equal((10, 2, 12), (snapshot.Failed, snapshot.Succeeded, snapshot.Calls));
        Assert.Equal(10, snapshot.FailuresByType["System.InvalidOperationException"]);
    }

    [Fact]
    public void A_pass_through_call_in_monitor_mode_changes_no_state()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Monitor });
        circuit.Breaker.Isolate();

        circuit.Succeed();
        circuit.Fail();

        Assert.Equal((CircuitState.Isolated, 2), (circuit.State, circuit.Snapshot.WouldHaveRejected));
    }

    [Fact]
    public void Monitor_admits_callers_beside_the_probe()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Monitor, SuccessThreshold = 1 });
        circuit.Fail();
        circuit.ElapseBreak();
        var probe = circuit.Enter();

        circuit.Fail();
        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        probe.Succeeded();

        Assert.Equal((CircuitState.Closed, 1), (circuit.State, circuit.Snapshot.WouldHaveRejected));
    }

    [Fact]
    public void Disabled_never_rejects_and_never_opens_and_counts_every_call()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Disabled });

        for (var i = 0; i < 10; i++) circuit.Fail();
        circuit.Succeed();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((10, 1, 0, 0), (circuit.Snapshot.Failed, circuit.Snapshot.Succeeded, circuit.Snapshot.WouldHaveRejected, circuit.Snapshot.StateChanges));
    }

    [Fact]
    public void An_open_circuit_stays_open_while_it_is_disabled()
    {
        var registry = new CircuitBreakerRegistry(new TestClock());
        var breaker = registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1 });
        breaker.Enter().Failed(new TimeoutException());

        registry.Configure("orders", static options => options.Mode = CircuitMode.Disabled);
        breaker.Enter().Succeeded();
        registry.Configure("orders", static options => options.Mode = CircuitMode.Enforce);

        Assert.False(breaker.TryEnter(out _));
    }
}
