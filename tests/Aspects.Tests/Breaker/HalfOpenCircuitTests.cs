namespace Aspects.Tests;

/// <summary>The outcomes of probes decide between closing and opening again.</summary>
public sealed class HalfOpenCircuitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void As_many_successful_probes_in_a_row_as_asked_for_close_it(int threshold)
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
    public void One_failed_probe_opens_it_again_for_a_whole_break()
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
    public void Successes_before_a_failed_probe_are_forgotten()
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
    public void Failures_from_before_it_opened_do_not_count_after_it_closed()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 3, SuccessThreshold = 1 });
        circuit.Succeed();

        circuit.Fail();
        circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(2, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void A_rejected_caller_is_told_of_the_probes_and_of_the_failure_that_opened_the_circuit()
    {
        var circuit = new Circuit();
        var failure = circuit.Open();
        circuit.ElapseBreak();
        circuit.Enter();

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterInVain().Rejection());

        Assert.Equal(CircuitState.HalfOpen, rejection.State);
        Assert.Null(rejection.RetryAfter);
        Assert.Same(failure, rejection.InnerException);
    }
}
