namespace Aspects.Tests;

/// <summary>A closed circuit counts failures in a row, and nothing else.</summary>
public sealed class ClosedCircuitTests
{
    [Fact]
    public void A_new_circuit_is_closed_and_has_done_nothing()
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
    public void The_last_of_as_many_failures_in_a_row_as_allowed_opens_it(int allowed)
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
    public void One_success_starts_the_row_again()
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
    public void A_success_that_began_before_the_failures_ends_the_row_as_well()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        var early = circuit.Enter();
        circuit.Fail();
        circuit.Fail();

        early.Succeeded();

        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void An_ignored_call_neither_ends_the_row_nor_lengthens_it()
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
    public void Zero_turns_the_rule_off()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 0 });

        for (var i = 0; i < 100; i++) circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(100, circuit.Snapshot.Failed);
        Assert.Equal(0, circuit.Snapshot.StateChanges);
    }

    [Fact]
    public void A_closed_circuit_limits_the_number_of_calls_under_way_by_nothing()
    {
        var circuit = new Circuit(new() { MaxConcurrentProbes = 1 });

        for (var i = 0; i < 1_000; i++) circuit.Enter();

        Assert.Equal(0, circuit.Snapshot.Rejected);
    }
}
