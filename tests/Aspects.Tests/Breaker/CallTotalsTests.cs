namespace Aspects.Tests;

/// <summary>Each call is in the totals once, under its outcome.</summary>
public sealed class CallTotalsTests
{
    [Fact]
    public void Every_call_is_counted_once_by_its_outcome()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3, SuccessThreshold = 1 });
        var pending = circuit.Enter();
        for (var i = 0; i < 7; i++) circuit.Succeed();
        for (var i = 0; i < 2; i++) circuit.Enter().Ignored();
        for (var i = 0; i < 3; i++) circuit.Fail();
        for (var i = 0; i < 5; i++) circuit.EnterRejected();
        pending.Succeeded();
        circuit.ElapseBreak();
        circuit.Succeed();

        var snapshot = circuit.Snapshot;

        Assert.Equal(8, snapshot.Succeeded);
        Assert.Equal(3, snapshot.Failed);
        Assert.Equal(2, snapshot.Ignored);
        Assert.Equal(1, snapshot.StaleOutcomes);
        Assert.Equal(5, snapshot.Rejected);
        Assert.Equal(19, snapshot.Calls);
    }

    [Fact]
    public void A_pending_call_is_not_counted_until_it_ends()
    {
        var circuit = new Circuit();

        var call = circuit.Enter();
        Assert.Equal(0, circuit.Snapshot.Calls);
        call.Succeeded();

        Assert.Equal(1, circuit.Snapshot.Calls);
    }

    [Fact]
    public void Probes_are_counted_like_other_calls()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 3 });
        circuit.Succeed();
        circuit.Enter().Ignored();
        circuit.Fail();

        var snapshot = circuit.Snapshot;

        Assert.Equal(1, snapshot.Succeeded);
        Assert.Equal(1, snapshot.Ignored);
        Assert.Equal(2, snapshot.Failed);
        Assert.Equal(4, snapshot.Calls);
    }
}
