namespace Aspects.Tests;

/// <summary>The outer of two breakers ignores the rejections of the inner breaker.</summary>
public sealed class NestedBreakersTests
{
    [Fact]
    public void The_inner_rejection_is_ignored_by_the_outer_breaker()
    {
        var inner = Circuit.Opened();
        var outer = new Circuit(new() { ConsecutiveFailures = 1 });

        outer.Enter().Failed(inner.EnterRejected().Rejection());

        Assert.Equal(CircuitState.Closed, outer.State);
        Assert.Equal(1, outer.Snapshot.Ignored);
    }

    [Fact]
    public void An_inner_rejection_frees_the_probe_slot_of_the_outer_breaker()
    {
        var inner = Circuit.Opened();
        var outer = Circuit.Elapsed();

        outer.Enter().Failed(inner.EnterRejected().Rejection());

        Assert.Equal(CircuitState.HalfOpen, outer.State);
        outer.Enter();
    }

    [Fact]
    public async Task The_inner_rejection_in_a_task_is_ignored_by_the_outer_breaker()
    {
        var inner = Circuit.Opened();
        var outer = new Circuit(new() { ConsecutiveFailures = 1 });

        var rejected = outer.Enter().Guard(inner.EnterRejected().RejectedTask<int>());

        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => rejected);
        Assert.Equal(1, outer.Snapshot.Ignored);
        Assert.Equal(0, outer.Snapshot.Failed);
    }
}
