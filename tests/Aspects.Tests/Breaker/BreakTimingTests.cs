namespace Aspects.Tests;

/// <summary>Breaks and waits are measured on the monotonic clock and never overflow.</summary>
public sealed class BreakTimingTests
{
    [Theory]
    [InlineData(-60)]
    [InlineData(24 * 60)]
    public void Setting_the_wall_clock_neither_shortens_nor_lengthens_a_break(int minutes)
    {
        var circuit = Circuit.Opened();
        circuit.Clock.Advance(TimeSpan.FromSeconds(10));

        circuit.Clock.SetWallClockBy(TimeSpan.FromMinutes(minutes));

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(TimeSpan.FromSeconds(20), circuit.Snapshot.RetryAfter);
        circuit.Clock.Advance(TimeSpan.FromSeconds(20) - Circuit.Tick);
        circuit.EnterRejected();
        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(24 * 60)]
    public void Setting_the_wall_clock_does_not_end_a_probes_lease(int minutes)
    {
        var circuit = Circuit.Elapsed();
        circuit.Enter();

        circuit.Clock.SetWallClockBy(TimeSpan.FromMinutes(minutes));

        circuit.EnterRejected();
        circuit.Clock.Advance(TimeSpan.FromSeconds(30));
        circuit.Enter();
    }

    [Fact]
    public void The_wait_shrinks_with_the_break_and_is_never_negative()
    {
        var circuit = Circuit.Opened();
        Assert.Equal(TimeSpan.FromSeconds(30), circuit.Snapshot.RetryAfter);

        circuit.Clock.Advance(TimeSpan.FromSeconds(30) - Circuit.Tick);
        Assert.Equal(Circuit.Tick, circuit.Snapshot.RetryAfter);
        var rejected = circuit.EnterRejected();

        circuit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(circuit.Snapshot.RetryAfter is null || circuit.Snapshot.RetryAfter == TimeSpan.Zero);
        var rejection = Assert.IsType<CircuitBreakerOpenException>(rejected.Rejection());
        Assert.Equal(TimeSpan.Zero, rejection.RetryAfter);
    }

    [Fact]
    public void The_state_reads_as_half_open_after_the_break_and_before_the_next_call()
    {
        var circuit = Circuit.Opened();

        circuit.Clock.Advance(TimeSpan.FromSeconds(30) - Circuit.Tick);
        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(CircuitState.Open, circuit.Snapshot.State);

        circuit.Clock.Advance(Circuit.Tick);
        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(CircuitState.HalfOpen, circuit.Snapshot.State);
        Assert.Equal(1, circuit.Snapshot.StateChanges);
    }

    [Fact]
    public void The_longest_break_never_ends_and_does_not_overflow()
    {
        var circuit = Circuit.Opened(new() { BreakDuration = TimeSpan.MaxValue });

        circuit.Clock.Advance(TimeSpan.FromDays(365 * 1_000));

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(TimeSpan.MaxValue, circuit.Snapshot.RetryAfter);
        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterRejected().Rejection());
        Assert.Equal(TimeSpan.MaxValue, rejection.RetryAfter);
    }

    [Fact]
    public void The_longest_probe_timeout_never_ends_and_does_not_overflow()
    {
        var circuit = Circuit.Elapsed(new() { ProbeTimeout = TimeSpan.MaxValue, SuccessThreshold = 1 });
        var probe = circuit.Enter();

        circuit.Clock.Advance(TimeSpan.FromDays(365 * 1_000));

        circuit.EnterRejected();
        probe.Succeeded();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void The_shortest_break_is_exact_to_the_tick()
    {
        var circuit = Circuit.Opened(new() { BreakDuration = TimeSpan.FromMilliseconds(1) });

        circuit.Clock.Advance(TimeSpan.FromTicks(9_999));
        circuit.EnterRejected();

        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
    }
}
