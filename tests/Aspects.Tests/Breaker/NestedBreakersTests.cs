namespace Aspects.Tests;

/// <summary>A breaker around a breaker: the inner one's rejection says nothing about the outer one's callee.</summary>
public sealed class NestedBreakersTests
{
    [Fact]
    public void The_inner_rejection_is_ignored_by_the_outer_breaker()
    {
        var inner = Circuit.Opened();
        var outer = new Circuit(new() { ConsecutiveFailures = 1 });

        outer.Enter().Failed(inner.EnterInVain().Rejection());

        Assert.Equal(CircuitState.Closed, outer.State);
        Assert.Equal(1, outer.Snapshot.Ignored);
    }

    [Fact]
    public void A_probe_that_meets_an_inner_rejection_gives_its_place_back()
    {
        var inner = Circuit.Opened();
        var outer = Circuit.Elapsed();

        outer.Enter().Failed(inner.EnterInVain().Rejection());

        Assert.Equal(CircuitState.HalfOpen, outer.State);
        outer.Enter();
    }

    [Fact]
    public async Task The_inner_rejected_task_is_ignored_by_the_outer_breaker()
    {
        var inner = Circuit.Opened();
        var outer = new Circuit(new() { ConsecutiveFailures = 1 });

        var rejected = outer.Enter().Guard(inner.EnterInVain().RejectedTask<int>());

        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => rejected);
        Assert.Equal(1, outer.Snapshot.Ignored);
        Assert.Equal(0, outer.Snapshot.Failed);
    }
}
