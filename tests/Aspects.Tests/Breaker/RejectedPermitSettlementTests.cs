namespace Aspects.Tests;

/// <summary>A rejected call is counted at its rejection. Settling its permit changes nothing.</summary>
public sealed class RejectedPermitSettlementTests
{
    [Fact]
    public void Settling_a_rejected_permit_while_open_changes_nothing() => AssertChangesNothing(Circuit.Opened());

    [Fact]
    public void Settling_a_rejected_permit_during_a_probe_changes_nothing()
    {
        var circuit = Circuit.Elapsed();
        circuit.Enter();

        AssertChangesNothing(circuit);
    }

    [Fact]
    public void Settling_a_rejected_permit_after_a_successful_probe_changes_nothing()
    {
        var circuit = Circuit.Elapsed();
        circuit.Succeed();
        circuit.Enter();

        AssertChangesNothing(circuit);
    }

    private static void AssertChangesNothing(Circuit circuit)
    {
        circuit.EnterRejected();
        var before = circuit.Snapshot;

        circuit.EnterRejected().Succeeded();
        circuit.EnterRejected().Failed(new TimeoutException());
        circuit.EnterRejected().Ignored();
        circuit.EnterRejected().Guard(Task.CompletedTask);
        circuit.EnterRejected();

        Assert.Equal(before with { Rejected = before.Rejected + 5 }, circuit.Snapshot);
    }
}
