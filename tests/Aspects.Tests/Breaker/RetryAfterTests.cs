namespace Aspects.Tests;

/// <summary>A callee that asks for a wait before the next call (Retry-After).</summary>
public sealed class RetryAfterTests
{
    [Fact]
    public void A_throttled_call_opens_the_circuit_for_the_requested_wait_and_is_no_failure()
    {
        var circuit = new Circuit();

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(3)));

        Assert.Equal(TimeSpan.FromSeconds(3), circuit.Snapshot.RetryAfter);
        Assert.Equal(CircuitReason.Throttled, circuit.Snapshot.Reason);
        Assert.Equal((1, 0), (circuit.Snapshot.Throttled, circuit.Snapshot.Failed));
    }

    [Fact]
    public void A_throttled_call_without_a_wait_opens_the_circuit_for_the_configured_break()
    {
        var circuit = new Circuit(new() { BreakDuration = TimeSpan.FromSeconds(11) });

        circuit.Enter().Settle(CircuitOutcome.Throttled());

        Assert.Equal(TimeSpan.FromSeconds(11), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void The_configured_break_applies_without_HonorRetryAfter()
    {
        var circuit = new Circuit(new() { BreakDuration = TimeSpan.FromSeconds(11), HonorRetryAfter = false });

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(3)));

        Assert.Equal(TimeSpan.FromSeconds(11), circuit.Snapshot.RetryAfter);
    }

    [Theory]
    [InlineData(61, 60)]
    [InlineData(60, 60)]
    [InlineData(59, 59)]
    public void The_requested_wait_is_limited_by_MaxRetryAfter(int asked, int given)
    {
        var circuit = new Circuit(new() { MaxRetryAfter = TimeSpan.FromMinutes(1) });

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(asked)));

        Assert.Equal(TimeSpan.FromSeconds(given), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_wait_of_zero_becomes_the_shortest_break()
    {
        var circuit = new Circuit();

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.Zero));

        Assert.Equal(TimeSpan.FromMilliseconds(1), circuit.Snapshot.RetryAfter);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(25, 25)]
    public void A_failure_opens_the_circuit_for_at_least_the_requested_wait(int asked, int given)
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromSeconds(10) });

        circuit.Enter().Settle(CircuitOutcome.FailureWithRetryAfter(TimeSpan.FromSeconds(asked)));

        Assert.Equal(TimeSpan.FromSeconds(given), circuit.Snapshot.RetryAfter);
        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Fact]
    public void A_throttled_probe_opens_the_circuit_again_without_counting_as_a_failed_recovery()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1 });

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(3)));

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(0, circuit.Snapshot.FailedRecoveries);
        Assert.Equal(TimeSpan.FromSeconds(3), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_throttled_call_that_arrives_while_the_circuit_is_open_changes_nothing()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });
        var early = circuit.Enter();
        circuit.Open();

        early.Settle(CircuitOutcome.Throttled(TimeSpan.FromMinutes(4)));

        Assert.Equal(TimeSpan.FromSeconds(30), circuit.Snapshot.RetryAfter);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_negative_wait_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", static () => CircuitOutcome.Throttled(-Circuit.Tick));
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", static () => CircuitOutcome.FailureWithRetryAfter(-Circuit.Tick));
    }
}
