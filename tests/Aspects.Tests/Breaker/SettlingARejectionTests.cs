namespace Aspects.Tests;

/// <summary>A rejected call was counted when it was rejected; settling its permit does nothing.</summary>
public sealed class SettlingARejectionTests
{
    [Fact]
    public void While_the_circuit_is_open() => NothingHappens(Circuit.Opened());

    [Fact]
    public void While_the_probes_are_under_way()
    {
        var circuit = Circuit.Elapsed();
        circuit.Enter();

        NothingHappens(circuit);
    }

    [Fact]
    public void While_the_probes_are_under_way_and_one_has_succeeded()
    {
        var circuit = Circuit.Elapsed();
        circuit.Succeed();
        circuit.Enter();

        NothingHappens(circuit);
    }

    private static void NothingHappens(Circuit circuit)
    {
        circuit.EnterInVain();
        var before = circuit.Snapshot;

        circuit.EnterInVain().Succeeded();
        circuit.EnterInVain().Failed(new TimeoutException());
        circuit.EnterInVain().Ignored();
        circuit.EnterInVain().Guard(Task.CompletedTask);
        circuit.EnterInVain();

        Assert.Equal(before with { Rejected = before.Rejected + 5 }, circuit.Snapshot);
    }
}
