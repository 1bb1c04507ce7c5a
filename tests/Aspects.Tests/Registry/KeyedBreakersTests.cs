namespace Aspects.Tests;

/// <summary>Code can list keyed breakers, find one without creating it, and remove one.</summary>
public sealed class KeyedBreakersTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void The_registry_lists_keyed_breakers_by_name()
    {
        var numbers = _registry.GetOrAddPartition<int>("b");
        var texts = _registry.GetOrAddPartition<string>("a");
        _registry.GetOrAdd("single");

        Assert.Empty(_registry.KeyedBreakers);
        CircuitBreaker[] expected = [texts["x"], numbers[1]];
        Assert.Equal(expected, _registry.KeyedBreakers);
        Assert.Equal("single", Assert.Single(_registry.Breakers).Name);
    }

    [Fact]
    public void Finding_a_partition_or_a_key_creates_nothing()
    {
        Assert.False(_registry.TryGetPartition<int>("llm", out _));
        var partition = _registry.GetOrAddPartition<int>("llm");

        Assert.False(partition.TryGet(1, out var missing));
        Assert.Null(missing);
        Assert.Equal(0, partition.Count);
        var breaker = partition[1];
        Assert.True(partition.TryGet(1, out var found));
        Assert.Same(breaker, found);
        Assert.True(_registry.TryGetPartition<int>("LLM", out var same));
        Assert.Same(partition, same);
        Assert.False(_registry.TryGetPartition<string>("llm", out _));
        _registry.GetOrAdd("single");
        Assert.False(_registry.TryGetPartition<int>("single", out _));
    }

    [Fact]
    public void Finding_a_key_does_not_save_it_from_eviction()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 2);
        for (var key = 0; key < 3; key++) _ = partition[key];

        for (var i = 0; i < 5; i++) partition.TryGet(1, out _);
        _ = partition[3];

        Assert.False(partition.TryGet(1, out _));
    }

    [Fact]
    public void A_removed_key_gets_a_new_breaker_and_the_holder_is_still_guarded()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 });
        var removed = partition[1];

        Assert.True(partition.Remove(1));
        Assert.False(partition.Remove(1));

        Assert.Equal((0, 0L), (partition.Count, partition.Evictions));
        removed.Enter().Failed(new TimeoutException());
        Assert.False(removed.TryEnter(out _));
        Assert.NotSame(removed, partition[1]);
        Assert.True(partition[1].TryEnter(out _));
    }

    [Fact]
    public void Invalid_arguments_are_refused()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");

        Assert.Throws<ArgumentNullException>(() => partition.TryGet(null!, out _));
        Assert.Throws<ArgumentNullException>(() => partition.Remove(null!));
    }
}
