namespace Aspects.Interleavings;

/// <summary>A full partition keeps its bound, and evicts a clean breaker before an open one.</summary>
public sealed class PartitionTests
{
    private static CircuitBreakerOptions OpensAtOnce => Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1);

    [Fact]
    public void Threads_that_request_one_key_get_one_breaker() => Exploration.Run(static () =>
    {
        var partition = CreatePartition(capacity: 2);
        CircuitBreaker? one = null, other = null;

        Threads.Run(
            () => one = partition["a"],
            () => other = partition["a"],
            () => Assert.InRange(partition.Count, 0, 1));

        Assert.Same(one, other);
        Assert.Equal((1, 0), (partition.Count, partition.Evictions));
    });

    [Fact]
    public void An_open_breaker_stays_while_clean_ones_are_evicted() => Exploration.Run(static () =>
    {
        var partition = CreatePartition(capacity: 2);
        partition["open"].TryFail();

        Threads.Run(
            () => _ = partition["a"],
            () => partition["b"].TrySucceed(),
            () =>
            {
                _ = partition["c"];
                Assert.InRange(partition.Count, 1, 2);
            });

        Assert.True(partition.TryGet("open", out var open));
        Assert.Equal(CircuitState.Open, open.State);
        Assert.Equal((2, 2), (partition.Count, partition.Evictions));
        Assert.Equal(2, partition.ToList().Count);
    });

    [Fact]
    public void A_breaker_that_closes_during_an_eviction_is_evicted_before_an_open_one() => Exploration.Run(static () =>
    {
        var partition = CreatePartition(capacity: 4);
        partition["evicted"].TryFail();
        partition["first"].TryFail();
        var closing = partition["closing"];
        closing.TryFail();
        partition["other"].TryFail();

        // This eviction visits all breakers. The next one evicts the first breaker, unless a closed one is reported.
        partition["another"].TryFail();

        // The report of this closing waits for the next eviction.
        closing.Reset();
        closing.TryFail();

        Threads.Run(closing.Reset, () => partition["new"].TryFail());

        _ = partition["last"];
        Assert.False(partition.TryGet("closing", out _));
        Assert.Equal((4, 3), (partition.Count, partition.Evictions));
    });

    [Fact]
    public void A_removal_during_an_eviction_keeps_the_count_exact() => Exploration.Run(static () =>
    {
        var partition = CreatePartition(capacity: 2);
        _ = (partition["a"], partition["b"]);

        Threads.Run(
            () => partition.Remove("a"),
            () => _ = partition["c"],
            () => _ = partition["d"]);

        Assert.Equal(2, partition.Count);
        Assert.Equal(2, partition.ToList().Count);
    });

    private static CircuitBreakerPartition<string> CreatePartition(int capacity) =>
        new CircuitBreakerRegistry(new ManualClock()).GetOrAddPartition<string>("orders", OpensAtOnce, capacity);
}
