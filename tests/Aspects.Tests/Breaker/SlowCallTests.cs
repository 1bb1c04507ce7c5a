namespace Aspects.Tests;

/// <summary>Slow calls that have ended, and slow calls that are still pending.</summary>
public sealed class SlowCallTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void Only_a_call_longer_than_the_limit_is_slow()
    {
        var circuit = Slow(minimum: 10);

        Call(circuit, Limit);
        Assert.Equal(0, circuit.Snapshot.Slow);

        Call(circuit, Limit + Circuit.Tick);
        Assert.Equal(1, circuit.Snapshot.Slow);
        Assert.Equal((2, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowSlowCalls));
    }

    [Fact]
    public void The_circuit_opens_exactly_at_the_slow_call_ratio()
    {
        var circuit = Slow(minimum: 4);
        Call(circuit, TimeSpan.Zero);
        Call(circuit, TimeSpan.Zero);
        Call(circuit, 2 * Limit);
        Assert.Equal(CircuitState.Closed, circuit.State);

        Call(circuit, 2 * Limit);

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(CircuitReason.SlowCallRatio, circuit.Snapshot.Reason);
    }

    [Fact]
    public void A_slow_failure_counts_as_slow_and_as_failed()
    {
        var circuit = Slow(minimum: 10);
        var permit = circuit.Enter();
        circuit.Clock.Advance(2 * Limit);

        permit.Failed(new TimeoutException());

        Assert.Equal((1, 1, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures, circuit.Snapshot.WindowSlowCalls));
        Assert.Equal((1, 1), (circuit.Snapshot.Failed, circuit.Snapshot.Slow));
    }

    [Fact]
    public void Slow_calls_count_in_a_count_window()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 0,
            SlowCallDuration = Limit,
            SlowCallRatio = 0.5,
            MinimumThroughput = 2,
            WindowCalls = 4,
        });
        Call(circuit, TimeSpan.Zero);

        Call(circuit, 2 * Limit);

        Assert.Equal(CircuitReason.SlowCallRatio, circuit.Snapshot.Reason);
    }

    [Fact]
    public void Slow_pending_calls_open_the_circuit_at_the_next_entry()
    {
        var circuit = Slow(minimum: 3);
        for (var i = 0; i < 3; i++) circuit.Enter();
        circuit.Clock.Advance(Limit);
        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
        circuit.Enter().Ignored();
        Assert.Equal(CircuitState.Closed, circuit.State);

        circuit.Clock.Advance(Limit / 4);

        Assert.Equal(3, circuit.Snapshot.SlowCallsInFlight);
        circuit.EnterRejected();
        Assert.Equal(CircuitReason.SlowCallRatio, circuit.Snapshot.Reason);
    }

    [Fact]
    public void A_call_that_ends_after_a_change_of_the_limit_is_not_removed_from_the_calls_of_the_new_limit()
    {
        var clock = new TestClock();
        var breaker = new CircuitBreaker("orders", new() { SlowCallDuration = Limit, MinimumThroughput = 100 }, clock);
        breaker.TryEnter(out var before);
        breaker.Configure(static options => options.SlowCallDuration = 2 * Limit);
        breaker.TryEnter(out var after);
        before.Succeeded();

        clock.Advance(4 * Limit);

        Assert.Equal(1, breaker.GetSnapshot().SlowCallsInFlight);
        after.Succeeded();
        Assert.Equal(0, breaker.GetSnapshot().SlowCallsInFlight);
    }

    [Fact]
    public void Calls_that_a_disabled_breaker_let_through_open_no_circuit()
    {
        var clock = new TestClock();
        var breaker = new CircuitBreaker("orders", new() { Mode = CircuitMode.Disabled, SlowCallDuration = Limit, MinimumThroughput = 10 }, clock);
        for (var i = 0; i < 10; i++) breaker.TryEnter(out _);
        breaker.Configure(static options => options.Mode = CircuitMode.Enforce);
        clock.Advance(3 * Limit);

        Assert.True(breaker.TryEnter(out _));
    }

    [Fact]
    public void Slow_pending_calls_count_together_with_ended_calls()
    {
        var circuit = Slow(minimum: 4);
        for (var i = 0; i < 2; i++) Call(circuit, TimeSpan.Zero);
        circuit.Enter();
        circuit.Enter();
        circuit.Clock.Advance(2 * Limit);

        circuit.EnterRejected();
    }

    [Fact]
    public void A_call_that_ends_is_no_longer_in_flight()
    {
        var circuit = Slow(minimum: 10);
        var permit = circuit.Enter();
        circuit.Clock.Advance(100 * Limit);
        Assert.Equal(1, circuit.Snapshot.SlowCallsInFlight);

        permit.Succeeded();

        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
    }

    [Fact]
    public void Calls_pending_since_before_the_closing_do_not_open_the_circuit_again()
    {
        var circuit = Slow(minimum: 3);
        var hanging = Enumerable.Range(0, 3).Select(_ => circuit.Enter()).ToArray();
        circuit.Clock.Advance(2 * Limit);
        circuit.EnterRejected();
        circuit.ElapseBreak();
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);

        for (var i = 0; i < 20; i++)
        {
            circuit.Clock.Advance(Limit);
            circuit.Succeed();
        }

        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
        foreach (var permit in hanging) permit.Succeeded();
        var afterwards = circuit.Enter();
        circuit.Clock.Advance(2 * Limit);
        Assert.Equal(1, circuit.Snapshot.SlowCallsInFlight);
        afterwards.Succeeded();
        Assert.Equal(0, circuit.Snapshot.SlowCallsInFlight);
        Assert.Equal(3, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void The_generator_sets_the_break_when_pending_calls_open_the_circuit()
    {
        var circuit = Slow(minimum: 1, generator: static _ => TimeSpan.FromSeconds(7));
        circuit.Enter();
        circuit.Clock.Advance(2 * Limit);

        circuit.EnterRejected();

        Assert.Equal(TimeSpan.FromSeconds(7), circuit.Snapshot.RetryAfter);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void A_limit_of_milliseconds_is_exact(int milliseconds)
    {
        var limit = TimeSpan.FromMilliseconds(milliseconds);
        var circuit = new Circuit(new() { ConsecutiveFailures = 0, SlowCallDuration = limit, MinimumThroughput = 10 });

        Call(circuit, limit);
        Call(circuit, limit + Circuit.Tick);

        Assert.Equal(1, circuit.Snapshot.Slow);
    }

    private static Circuit Slow(int minimum, Func<BreakDurationContext, TimeSpan>? generator = null) => new(new()
    {
        ConsecutiveFailures = 0,
        SlowCallDuration = Limit,
        SlowCallRatio = 0.5,
        MinimumThroughput = minimum,
        SuccessThreshold = 1,
        BreakDurationGenerator = generator,
    });

    private static void Call(Circuit circuit, TimeSpan duration)
    {
        var permit = circuit.Enter();
        circuit.Clock.Advance(duration);
        permit.Succeeded();
    }
}
