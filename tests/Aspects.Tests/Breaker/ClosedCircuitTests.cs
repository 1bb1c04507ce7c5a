namespace Aspects.Tests;

/// <summary>A closed circuit without a ratio counts consecutive failures only.</summary>
public sealed class ClosedCircuitTests
{
    [Fact]
    public void A_new_circuit_is_closed_and_has_no_calls()
    {
        var snapshot = new Circuit().Snapshot;

        Assert.Equal("orders", snapshot.Name);
        Assert.Equal(CircuitState.Closed, snapshot.State);
        Assert.Equal(CircuitReason.None, snapshot.Reason);
        Assert.Equal(0, snapshot.StateChanges);
        Assert.Equal(0, snapshot.Calls);
        Assert.Null(snapshot.RetryAfter);
        Assert.Null(snapshot.OpenedAt);
        Assert.Null(snapshot.LastFailure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1_000)]
    public void The_circuit_opens_at_the_configured_number_of_consecutive_failures(int allowed)
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = allowed });
        for (var failures = 1; failures < allowed; failures++)
        {
            circuit.Fail();
            Assert.Equal(failures, circuit.Snapshot.ConsecutiveFailures);
            Assert.Equal(CircuitState.Closed, circuit.State);
        }

        circuit.Fail();

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(CircuitReason.ConsecutiveFailures, circuit.Snapshot.Reason);
        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void A_success_resets_the_consecutive_failures()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        circuit.Fail();
        circuit.Fail();

        circuit.Succeed();
        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
        circuit.Fail();
        circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Fail();
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_success_that_began_before_the_failures_resets_them_too()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        var early = circuit.Enter();
        circuit.Fail();
        circuit.Fail();

        early.Succeeded();

        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void An_ignored_call_does_not_change_the_consecutive_failures()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        circuit.Fail();
        circuit.Fail();

        circuit.Enter().Ignored();

        Assert.Equal(2, circuit.Snapshot.ConsecutiveFailures);
        circuit.Fail();
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void ConsecutiveFailures_of_zero_disables_the_rule()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 0 });

        for (var i = 0; i < 100; i++) circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(100, circuit.Snapshot.Failed);
        Assert.Equal(0, circuit.Snapshot.StateChanges);
    }

    [Fact]
    public void A_closed_circuit_does_not_limit_concurrent_calls()
    {
        var circuit = new Circuit(new() { MaxConcurrentProbes = 1 });

        for (var i = 0; i < 1_000; i++) circuit.Enter();

        Assert.Equal(0, circuit.Snapshot.Rejected);
    }
}
