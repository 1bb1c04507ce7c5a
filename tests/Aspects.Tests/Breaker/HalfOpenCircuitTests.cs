namespace Aspects.Tests;

/// <summary>The outcomes of probes decide whether the circuit closes or opens again.</summary>
public sealed class HalfOpenCircuitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void The_circuit_closes_at_the_configured_number_of_successful_probes(int threshold)
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = threshold });
        for (var successes = 0; successes < threshold; successes++)
        {
            Assert.Equal(CircuitState.HalfOpen, circuit.State);
            circuit.Succeed();
        }

        var snapshot = circuit.Snapshot;
        Assert.Equal(CircuitState.Closed, snapshot.State);
        Assert.Equal(CircuitReason.ProbesSucceeded, snapshot.Reason);
        Assert.Equal(3, snapshot.StateChanges);
        Assert.Null(snapshot.OpenedAt);
        Assert.Null(snapshot.LastFailure);
        Assert.Null(snapshot.RetryAfter);
    }

    [Fact]
    public void One_failed_probe_opens_the_circuit_for_a_whole_break()
    {
        var circuit = Circuit.Elapsed();
        circuit.Clock.Advance(TimeSpan.FromSeconds(4));

        var failure = circuit.Fail();

        var snapshot = circuit.Snapshot;
        Assert.Equal(CircuitState.Open, snapshot.State);
        Assert.Equal(CircuitReason.ProbeFailed, snapshot.Reason);
        Assert.Equal(TimeSpan.FromSeconds(30), snapshot.RetryAfter);
        Assert.Equal(circuit.Clock.GetUtcNow(), snapshot.OpenedAt);
        Assert.Same(failure, snapshot.LastFailure);
    }

    [Fact]
    public void A_failed_probe_resets_the_count_of_successes()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 3 });
        circuit.Succeed();
        circuit.Succeed();
        circuit.Fail();
        circuit.ElapseBreak();

        circuit.Succeed();
        circuit.Succeed();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Failures_before_the_opening_do_not_count_after_the_closing()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 3, SuccessThreshold = 1 });
        circuit.Succeed();

        circuit.Fail();
        circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(2, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void A_rejection_reports_the_probes_and_the_failure_that_opened_the_circuit()
    {
        var circuit = new Circuit();
        var failure = circuit.Open();
        circuit.ElapseBreak();
        circuit.Enter();

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterRejected().Rejection());

        Assert.Equal(CircuitState.HalfOpen, rejection.State);
        Assert.Null(rejection.RetryAfter);
        Assert.Same(failure, rejection.InnerException);
    }
}
