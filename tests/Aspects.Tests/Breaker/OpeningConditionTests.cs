namespace Aspects.Tests;

/// <summary>
/// The conditions that open a closed circuit: consecutive failures and a failure ratio over time or over calls.
/// </summary>
public sealed class OpeningConditionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void The_circuit_opens_exactly_at_the_ratio(int windowCalls)
    {
        var circuit = Ratio(0.5, minimum: 4, windowCalls);
        Outcomes(circuit, "SFS");
        Assert.Equal(CircuitState.Closed, circuit.State);

        circuit.Fail();

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(CircuitReason.FailureRatio, circuit.Snapshot.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void The_circuit_stays_closed_just_below_the_ratio(int windowCalls)
    {
        var circuit = Ratio(0.51, minimum: 4, windowCalls);

        Outcomes(circuit, "SFSF");

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void The_ratio_does_not_apply_below_the_minimum_throughput(int windowCalls)
    {
        var circuit = Ratio(0.5, minimum: 4, windowCalls);

        Outcomes(circuit, "FFF");

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void A_success_that_reaches_the_minimum_throughput_opens_the_circuit_at_the_ratio(int windowCalls)
    {
        var circuit = Ratio(0.5, minimum: 4, windowCalls);

        Outcomes(circuit, "FFFS");

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_window_without_calls_has_the_ratio_zero()
    {
        var circuit = Ratio(0.5, minimum: 1, windowCalls: 0);

        Assert.Equal(0, circuit.Snapshot.FailureRatio);
        circuit.Enter().Ignored();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(0, circuit.Snapshot.WindowCalls);
    }

    [Fact]
    public void Ignored_and_throttled_calls_are_not_in_the_window()
    {
        var circuit = Ratio(0.5, minimum: 2, windowCalls: 0);

        circuit.Succeed();
        circuit.Enter().Ignored();
        circuit.Enter().Settle(CircuitOutcome.Throttled());

        Assert.Equal(1, circuit.Snapshot.WindowCalls);
    }

    [Fact]
    public void A_count_window_forgets_the_oldest_call()
    {
        var circuit = Ratio(0.6, minimum: 5, windowCalls: 5);
        Outcomes(circuit, "FFSSS");
        Assert.Equal((5, 2), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures));

        Outcomes(circuit, "SS");

        Assert.Equal((5, 0), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures));
        Outcomes(circuit, "FF");
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Fail();
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void Failures_across_two_buckets_count_together_and_buckets_expire_exactly()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 0,
            FailureRatio = 1,
            MinimumThroughput = 2,
            Window = TimeSpan.FromSeconds(8),
        });
        circuit.Fail();
        circuit.Clock.Advance(TimeSpan.FromSeconds(8) - Circuit.Tick);
        Assert.Equal(1, circuit.Snapshot.WindowFailures);
        circuit.Clock.Advance(Circuit.Tick);
        Assert.Equal(0, circuit.Snapshot.WindowFailures);

        circuit.Fail();
        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        circuit.Fail();

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_ratio_that_rises_when_successes_expire_opens_the_circuit_at_the_next_call()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 0,
            FailureRatio = 0.5,
            MinimumThroughput = 2,
            Window = TimeSpan.FromSeconds(8),
        });
        Outcomes(circuit, "SSS");
        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        Outcomes(circuit, "F");
        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(CircuitState.Closed, circuit.State);

        circuit.Succeed();

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Closing_empties_the_window(int windowCalls)
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 0,
            FailureRatio = 0.5,
            MinimumThroughput = 2,
            WindowCalls = windowCalls,
            SuccessThreshold = 1,
            BreakDuration = TimeSpan.FromSeconds(1),
        });
        Outcomes(circuit, "FF");
        circuit.ElapseBreak();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(0, circuit.Snapshot.WindowCalls);

        circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Consecutive_failures_open_the_circuit_below_the_minimum_throughput()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3, FailureRatio = 0.5, MinimumThroughput = 10 });

        Outcomes(circuit, "FFF");

        Assert.Equal(CircuitReason.ConsecutiveFailures, circuit.Snapshot.Reason);
    }

    [Fact]
    public void The_ratio_opens_the_circuit_without_consecutive_failures()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3, FailureRatio = 0.5, MinimumThroughput = 6 });

        Outcomes(circuit, "FSFSFS");

        Assert.Equal(CircuitReason.FailureRatio, circuit.Snapshot.Reason);
    }

    [Fact]
    public void Consecutive_failures_are_the_reason_when_both_limits_are_reached_at_once()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3, FailureRatio = 0.5, MinimumThroughput = 3 });

        Outcomes(circuit, "FFF");

        Assert.Equal(CircuitReason.ConsecutiveFailures, circuit.Snapshot.Reason);
    }

    [Fact]
    public void The_defaults_open_the_circuit_at_ten_failures_of_twenty_calls()
    {
        var clock = new TestClock();
        var breaker = new CircuitBreaker("orders", timeProvider: clock);
        for (var i = 0; i < 10; i++)
        {
            Settle(breaker, CircuitOutcome.Failure);
            Settle(breaker, CircuitOutcome.Success);
            Assert.Equal(i == 9 ? CircuitState.Open : CircuitState.Closed, breaker.State);
        }
    }

    [Fact]
    public void The_default_window_has_thirty_seconds()
    {
        var clock = new TestClock();
        var breaker = new CircuitBreaker("orders", timeProvider: clock);
        for (var i = 0; i < 9; i++)
        {
            Settle(breaker, CircuitOutcome.Failure);
            Settle(breaker, CircuitOutcome.Success);
        }

        clock.Advance(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 4; i++) Settle(breaker, CircuitOutcome.Failure);

        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    private static void Settle(CircuitBreaker breaker, CircuitOutcome outcome)
    {
        Assert.True(breaker.TryEnter(out var permit));
        permit.Settle(outcome);
    }

    private static Circuit Ratio(double ratio, int minimum, int windowCalls) => new(new()
    {
        ConsecutiveFailures = 0,
        FailureRatio = ratio,
        MinimumThroughput = minimum,
        WindowCalls = windowCalls,
    });

    private static void Outcomes(Circuit circuit, string outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome == 'F') circuit.Fail();
            else circuit.Succeed();
        }
    }
}
