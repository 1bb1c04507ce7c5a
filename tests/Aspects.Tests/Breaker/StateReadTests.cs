namespace Aspects.Tests;

/// <summary>Reading the state or a snapshot changes nothing.</summary>
public sealed class StateReadTests
{
    [Fact]
    public void Reading_after_the_break_starts_no_half_open_epoch()
    {
        var circuit = Circuit.Elapsed();

        for (var i = 0; i < 10; i++)
        {
            _ = circuit.State;
            _ = circuit.Snapshot;
        }

        Assert.Equal(1, circuit.Snapshot.StateChanges);
        Assert.Equal(CircuitReason.ConsecutiveFailures, circuit.Snapshot.Reason);
    }

    [Fact]
    public void Reading_takes_no_probe_slot_and_counts_no_call()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        circuit.Enter();
        var before = circuit.Snapshot;

        for (var i = 0; i < 10; i++) _ = circuit.State;

        Assert.Equal(before, circuit.Snapshot);
        circuit.Enter();
    }

    [Fact]
    public void Creating_the_exception_of_a_rejection_changes_nothing()
    {
        var circuit = Circuit.Opened();
        var rejected = circuit.EnterRejected();
        var before = circuit.Snapshot;

        for (var i = 0; i < 10; i++) _ = rejected.Rejection();

        Assert.Equal(before, circuit.Snapshot);
    }
}
