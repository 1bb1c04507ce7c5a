namespace Aspects.Tests;

/// <summary>A probe's permit is a lease: one that never comes back cannot hold the circuit half-open.</summary>
public sealed class ProbeLeaseTests
{
    private static readonly CircuitBreakerOptions Options = new()
    {
        SuccessThreshold = 1,
        ProbeTimeout = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public void A_probe_that_never_returns_loses_its_place_exactly_at_its_deadline()
    {
        var circuit = Circuit.Elapsed(Options);
        circuit.Enter();

        circuit.Clock.Advance(Options.ProbeTimeout - Circuit.Tick);
        circuit.EnterInVain();

        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
        circuit.EnterInVain();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_late_result_of_a_probe_whose_place_was_given_away_is_dropped(bool succeeds)
    {
        var circuit = Circuit.Elapsed(Options);
        var lost = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout);
        circuit.Enter();

        if (succeeds) lost.Succeeded();
        else lost.Failed(new TimeoutException());

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
        circuit.EnterInVain();
    }

    [Fact]
    public void A_probe_ignored_after_its_place_was_given_away_does_not_free_it()
    {
        var circuit = Circuit.Elapsed(Options);
        var lost = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout);
        circuit.Enter();

        lost.Ignored();

        circuit.EnterInVain();
    }

    [Fact]
    public void A_probe_that_is_over_its_time_still_counts_while_nobody_has_taken_its_place()
    {
        var circuit = Circuit.Elapsed(Options);
        var slow = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout + Options.ProbeTimeout);

        slow.Succeeded();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public void Callers_that_drop_their_permits_one_after_another_never_stop_the_next_from_probing()
    {
        var circuit = Circuit.Elapsed(Options);
        for (var i = 0; i < 20; i++)
        {
            circuit.Enter();
            circuit.Clock.Advance(Options.ProbeTimeout);
        }

        circuit.Succeed();

        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void Each_place_has_its_own_deadline()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, ProbeTimeout = TimeSpan.FromSeconds(10) });
        circuit.Enter();
        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        circuit.Enter();

        circuit.Clock.Advance(TimeSpan.FromSeconds(6));
        circuit.Enter();
        circuit.EnterInVain();

        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        circuit.Enter();
        circuit.EnterInVain();
    }
}
