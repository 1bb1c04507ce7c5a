namespace Aspects.Tests;

/// <summary>A partition stays within its capacity with many more keys.</summary>
public sealed class ManyKeysTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void A_hundred_thousand_keys_stay_within_the_capacity_and_do_not_evict_an_open_breaker()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 1_000);
        var open = partition[-1];
        open.Enter().Failed(new TimeoutException());
        var failing = partition[-2];
        partition[-3].Isolate();

        for (var key = 0; key < 100_000; key++)
        {
            _ = partition[key];
            Assert.True(partition.Count <= 1_000);
        }

        Assert.Same(open, partition[-1]);
        Assert.Equal(CircuitState.Isolated, partition[-3].State);
        Assert.NotSame(failing, partition[-2]);
        Assert.Equal(1_000, partition.Count);
        Assert.Equal(99_004, partition.Evictions);
    }
}
