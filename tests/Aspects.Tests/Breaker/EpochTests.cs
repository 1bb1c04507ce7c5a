namespace Aspects.Tests;

/// <summary>An outcome belongs to the epoch in which its call was admitted, and changes no other epoch.</summary>
public sealed class EpochTests
{
    [Fact]
    public void A_call_admitted_while_closed_that_succeeds_during_half_open_changes_nothing()
    {
        var circuit = new Circuit(new() { SuccessThreshold = 1 });
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        var probe = circuit.Enter();

        early.Succeeded();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
        circuit.EnterRejected();
        probe.Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_call_admitted_while_closed_that_fails_during_half_open_changes_nothing()
    {
        var circuit = new Circuit(new() { SuccessThreshold = 1 });
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        var probe = circuit.Enter();

        early.Failed(new TimeoutException());

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
        probe.Succeeded();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_call_admitted_while_closed_that_fails_after_the_circuit_closed_again_is_not_counted()
    {
        var circuit = new Circuit(new() { SuccessThreshold = 1 });
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        circuit.Succeed();

        early.Failed(new TimeoutException());

        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_call_admitted_while_closed_that_succeeds_after_the_circuit_closed_again_does_not_reset_the_failures()
    {
        var circuit = new Circuit(new() { SuccessThreshold = 1 });
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        circuit.Succeed();
        circuit.Fail();

        early.Succeeded();

        Assert.Equal(1, circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_probe_that_succeeds_in_a_later_half_open_state_does_not_count_towards_closing()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, SuccessThreshold = 2 });
        var slow = circuit.Enter();
        circuit.Fail();
        circuit.ElapseBreak();
        circuit.Succeed();

        slow.Succeeded();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_probe_that_fails_after_the_circuit_has_closed_is_not_counted()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, SuccessThreshold = 1, ConsecutiveFailures = 1 });
        var slow = circuit.Enter();
        circuit.Succeed();

        slow.Failed(new TimeoutException());

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_probe_that_fails_in_a_later_break_does_not_lengthen_it()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        var slow = circuit.Enter();
        circuit.Fail();
        circuit.Clock.Advance(TimeSpan.FromSeconds(12));

        slow.Failed(new TimeoutException());

        Assert.Equal(TimeSpan.FromSeconds(18), circuit.Snapshot.RetryAfter);
        Assert.Equal(3, circuit.Snapshot.StateChanges);
    }
}
