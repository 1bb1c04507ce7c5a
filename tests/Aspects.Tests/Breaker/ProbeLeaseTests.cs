namespace Aspects.Tests;

/// <summary>The permit of a probe is a lease: a lost permit does not keep the circuit half-open for ever.</summary>
public sealed class ProbeLeaseTests
{
    private static readonly CircuitBreakerOptions Options = new()
    {
        SuccessThreshold = 1,
        ProbeTimeout = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public void A_probe_that_never_returns_loses_its_slot_exactly_at_its_deadline()
    {
        var circuit = Circuit.Elapsed(Options);
        circuit.Enter();

        circuit.Clock.Advance(Options.ProbeTimeout - Circuit.Tick);
        circuit.EnterRejected();

        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
        circuit.EnterRejected();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_outcome_of_a_probe_that_lost_its_slot_is_evidence(bool succeeds)
    {
        var circuit = Circuit.Elapsed(Options);
        var lost = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout);
        circuit.Enter();

        if (succeeds) lost.Succeeded();
        else lost.Failed(new TimeoutException());

        Assert.Equal(0, circuit.Snapshot.StaleOutcomes);
        Assert.Equal(succeeds ? CircuitState.Closed : CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_probe_that_lost_its_slot_and_is_ignored_does_not_free_the_slot()
    {
        var circuit = Circuit.Elapsed(Options);
        var lost = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout);
        circuit.Enter();

        lost.Ignored();

        circuit.EnterRejected();
    }

    [Fact]
    public void A_probe_after_its_deadline_counts_while_no_other_probe_has_its_slot()
    {
        var circuit = Circuit.Elapsed(Options);
        var slow = circuit.Enter();
        circuit.Clock.Advance(Options.ProbeTimeout + Options.ProbeTimeout);

        slow.Succeeded();

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public void Lost_permits_never_block_the_next_probe()
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
    public void Each_slot_has_its_own_deadline()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, ProbeTimeout = TimeSpan.FromSeconds(10) });
        circuit.Enter();
        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        circuit.Enter();

        circuit.Clock.Advance(TimeSpan.FromSeconds(6));
        circuit.Enter();
        circuit.EnterRejected();

        circuit.Clock.Advance(TimeSpan.FromSeconds(4));
        circuit.Enter();
        circuit.EnterRejected();
    }
}
