namespace Aspects.Tests;

/// <summary>A permit settles once. A default permit settles nothing.</summary>
public sealed class PermitSettlementTests
{
    [Fact]
    public void A_permit_settled_twice_counts_once()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        permit.Succeeded();
        permit.Succeeded();
        permit.Failed(new TimeoutException());
        permit.Ignored();

        Assert.Equal(1, circuit.Snapshot.Calls);
        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public void The_first_of_two_outcomes_counts()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        permit.Failed(new TimeoutException());
        permit.Succeeded();

        Assert.Equal(1, circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(1, circuit.Snapshot.Calls);
    }

    [Fact]
    public void A_copy_of_a_probe_permit_frees_no_second_slot()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, SuccessThreshold = 3 });
        circuit.Enter();
        var probe = circuit.Enter();
        var copy = probe;

        probe.Succeeded();
        circuit.Enter();
        copy.Ignored();

        circuit.EnterRejected();
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void FailedInFilter_catches_no_exception_of_a_call_that_has_not_timed_out()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        Assert.False(permit.FailedInFilter(new TimeoutException()));
        Assert.False(permit.FailedInFilter(new TimeoutException()));
        Assert.False(default(CircuitPermit).FailedInFilter(new TimeoutException()));
        Assert.Throws<InvalidOperationException>(() => permit.Timeout());
    }

    [Fact]
    public void A_failure_without_an_exception_is_refused_and_leaves_the_permit_unsettled()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        Assert.Throws<ArgumentNullException>("error", () => permit.Failed(null!));

        permit.Succeeded();
        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public async Task Settling_a_default_permit_changes_nothing()
    {
        var permit = default(CircuitPermit);

        permit.Succeeded();
        permit.Failed(new TimeoutException());
        permit.Ignored();
        await permit.Guard(Task.CompletedTask);
        Assert.Equal(7, await permit.Guard(Task.FromResult(7)));
        await permit.Guard(ValueTask.CompletedTask);
        Assert.Equal(8, await permit.Guard(ValueTask.FromResult(8)));
    }
}
