namespace Aspects.Tests;

/// <summary>A number of failures within the window opens the circuit.</summary>
public sealed class FailureCountTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Failures_within_the_window_open_the_circuit_whatever_lies_between_them()
    {
        var circuit = new Circuit(CreateSettings());

        Fail(circuit, wait: 3 * Second);
        Fail(circuit, wait: 3 * Second);
        Assert.Equal("Closed: 2 of 3 failures in the window.", circuit.Snapshot.Explanation);
        circuit.Fail();

        Assert.Equal((CircuitState.Open, CircuitReason.FailureCount), (circuit.State, circuit.Snapshot.Reason));
        Assert.Equal((3, 3), (circuit.Snapshot.FailureCountLimit, circuit.Snapshot.Failed));
    }

    [Theory]
    [InlineData(-1, CircuitState.Open)]
    [InlineData(0, CircuitState.Closed)]
    [InlineData(1, CircuitState.Closed)]
    public void A_failure_counts_until_it_leaves_the_window(int ticks, CircuitState expected)
    {
        var circuit = new Circuit(CreateSettings());
        circuit.Fail();
        circuit.Clock.Advance(4 * Second);
        circuit.Fail();

        circuit.Clock.Advance((4 * Second) + TimeSpan.FromTicks(ticks));
        circuit.Fail();

        Assert.Equal(expected, circuit.State);
    }

    [Fact]
    public void Failures_a_week_apart_do_not_open_the_circuit()
    {
        var circuit = new Circuit(CreateSettings());

        for (var i = 0; i < 20; i++)
        {
            circuit.Fail();
            circuit.Clock.Advance(TimeSpan.FromDays(7));
        }

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_window_of_calls_counts_the_failures_of_the_latest_calls()
    {
        var circuit = new Circuit(new() { FailureCount = 2, WindowCalls = 3 });

        circuit.Fail();
        circuit.Succeed();
        circuit.Succeed();
        circuit.Fail();
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Succeed();
        circuit.Fail();

        Assert.Equal(CircuitReason.FailureCount, circuit.Snapshot.Reason);
    }

    [Fact]
    public void Consecutive_failures_are_off_unless_they_are_set_too()
    {
        Assert.Equal(0, new CircuitBreakerOptions { FailureCount = 3 }.ConsecutiveFailures);
        Assert.Equal(5, new CircuitBreakerOptions { FailureCount = 0 }.ConsecutiveFailures);
        Assert.Equal(4, new CircuitBreakerOptions { FailureCount = 3, ConsecutiveFailures = 4 }.ConsecutiveFailures);

        var circuit = new Circuit(new() { FailureCount = 10, ConsecutiveFailures = 2 });
        circuit.Fail();
        circuit.Fail();
        Assert.Equal(CircuitReason.ConsecutiveFailures, circuit.Snapshot.Reason);
    }

    [Fact]
    public void The_minimum_throughput_does_not_matter()
    {
        var circuit = new Circuit(new() { FailureCount = 1, FailureRatio = 0.5, MinimumThroughput = 100 });

        circuit.Fail();

        Assert.Equal(CircuitReason.FailureCount, circuit.Snapshot.Reason);
    }

    [Fact]
    public void Old_failures_do_not_open_the_circuit_after_a_recovery()
    {
        var circuit = new Circuit(new() { FailureCount = 2, SuccessThreshold = 1, BreakDuration = Second });
        circuit.Open();
        circuit.ElapseBreak();
        circuit.Succeed();

        circuit.Fail();

        Assert.Equal((CircuitState.Closed, 1), (circuit.State, circuit.Snapshot.WindowFailures));
    }

    [Fact]
    public void A_lowered_count_opens_the_circuit_at_the_next_call()
    {
        var circuit = new Circuit(CreateSettings());
        circuit.Fail();
        circuit.Fail();

        circuit.Breaker.Configure(static options => options.FailureCount = 2);
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Succeed();

        Assert.Equal(CircuitReason.FailureCount, circuit.Snapshot.Reason);
    }

    private static CircuitBreakerOptions CreateSettings() => new() { FailureCount = 3, Window = 8 * Second };

    // A failure, and a success after a wait.
    private static void Fail(Circuit circuit, TimeSpan wait)
    {
        circuit.Fail();
        circuit.Clock.Advance(wait);
        circuit.Succeed();
    }
}
