namespace Aspects.Tests;

/// <summary>The number of concurrent probes, and how a probe frees its slot.</summary>
public sealed class ProbeSlotTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public void Exactly_MaxConcurrentProbes_probes_are_admitted_at_a_time(int allowed)
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = allowed, SuccessThreshold = 1_000_000 });
        var probes = new CircuitPermit[allowed];
        for (var i = 0; i < allowed; i++) probes[i] = circuit.Enter();
        circuit.EnterRejected();

        probes[allowed / 2].Succeeded();

        circuit.Enter();
        circuit.EnterRejected();
        Assert.Equal(2, circuit.Snapshot.Rejected);
    }

    [Fact]
    public void A_probe_cancelled_by_its_caller_returns_its_permit()
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
    public void An_ignored_probe_counts_neither_as_a_success_nor_as_a_failure()
    {
        var circuit = Circuit.Elapsed(new() { SuccessThreshold = 2 });
        circuit.Succeed();

        circuit.Enter().Ignored();

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public void A_probe_ignored_after_its_epoch_frees_no_slot_of_the_next_epoch()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        var slow = circuit.Enter();
        circuit.Fail();
        circuit.ElapseBreak();
        circuit.Enter();
        circuit.Enter();

        slow.Ignored();

        circuit.EnterRejected();
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void A_call_admitted_while_closed_and_ignored_during_half_open_frees_no_slot()
    {
        var circuit = new Circuit();
        var early = circuit.Enter();
        circuit.Open();
        circuit.ElapseBreak();
        circuit.Enter();

        early.Ignored();

        circuit.EnterRejected();
    }

    [Fact]
    public void A_probe_rejected_by_an_inner_limit_does_not_keep_the_circuit_half_open()
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
