namespace Aspects.Tests;

/// <summary>How many probes may be under way, and how a probe gives its place back.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public void Exactly_as_many_probes_as_allowed_are_under_way_at_a_time(int allowed)
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = allowed, SuccessThreshold = 1_000_000 });
        var probes = new CircuitPermit[allowed];
        for (var i = 0; i < allowed; i++) probes[i] = circuit.Enter();
        circuit.EnterInVain();

        probes[allowed / 2].Succeeded();

        circuit.Enter();
        circuit.EnterInVain();
        Assert.Equal(2, circuit.Snapshot.Rejected);
    }

    [Fact]
    public void A_probe_cancelled_by_its_caller_gives_its_permit_back()
    {
        var circuit = Circuit.Elapsed();
        using var caller = new CancellationTokenSource();
        var probe = circuit.Enter();
        caller.Cancel();

        probe.Failed(new OperationCanceledException(caller.Token), caller.Token);

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        Assert.Equal(1, circuit.Snapshot.Ignored);
        circuit.Enter();
    }

    [Fact]
    public void An_ignored_probe_counts_neither_for_closing_nor_against_it()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 2 });
        circuit.Succeed();

        circuit.Enter().Ignored();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_probe_ignored_after_its_epoch_does_not_free_a_place_in_the_next()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        var slow = circuit.Enter();
        circuit.Fail();
        circuit.ElapseBreak();
        circuit.Enter();
        circuit.Enter();

        slow.Ignored();

        circuit.EnterInVain();
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_call_admitted_while_closed_and_ignored_during_half_open_does_not_free_a_place()
    {
        var circuit = new Circuit();
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        circuit.Enter();

        early.Ignored();

        circuit.EnterInVain();
    }

    [Fact]
    public void A_probe_turned_away_further_in_does_not_hold_the_circuit_half_open()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 1 });

        circuit.Enter().Failed(new TimeoutException("No slot in the bulkhead."));
        Assert.Equal(CircuitState.Open, circuit.State);
        circuit.ElapseBreak();
        circuit.Enter().Ignored();

        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }
}
