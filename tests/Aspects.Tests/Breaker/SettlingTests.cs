namespace Aspects.Tests;

/// <summary>A permit settles once; one that was never granted settles nothing.</summary>
public sealed class SettlingTests
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
    public void A_copy_of_a_probes_permit_gives_no_second_place_back()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2, SuccessThreshold = 3 });
        circuit.Enter();
        var probe = circuit.Enter();
        var copy = probe;

        probe.Succeeded();
        circuit.Enter();
        copy.Ignored();

        circuit.EnterInVain();
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
    }

    [Fact]
    public void The_form_for_exception_filters_always_returns_false()
    {
        var circuit = new Circuit();
        var permit = circuit.Enter();

        Assert.False(permit.FailedInFilter(new TimeoutException()));
        Assert.False(permit.FailedInFilter(new TimeoutException()));
        Assert.False(default(CircuitPermit).FailedInFilter(new TimeoutException()));
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
    public async Task The_default_permit_can_be_settled_in_every_way_and_nothing_happens()
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
