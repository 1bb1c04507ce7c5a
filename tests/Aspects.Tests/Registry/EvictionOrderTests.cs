using System.Diagnostics;

namespace Aspects.Tests;

/// <summary>A full partition evicts in its documented order, at a cost that does not grow with the partition.</summary>
public sealed class EvictionOrderTests
{
    private readonly TestClock _clock = new();
    private readonly CircuitBreakerRegistry _registry;

    public EvictionOrderTests() => _registry = new(_clock);

    public enum Condition
    {
        Clean,
        WithFailures,
        Open,
        Isolated,
    }

    [Theory]
    [InlineData(Condition.Clean)]
    [InlineData(Condition.WithFailures)]
    [InlineData(Condition.Open)]
    [InlineData(Condition.Isolated)]
    public void A_new_key_in_a_full_partition_costs_a_constant_number_of_visits(Condition condition)
    {
        Assert.InRange(MeasureNewKeys(10_000, condition) / MeasureNewKeys(100, condition), 0, 20);
    }

    [Theory]
    [InlineData(Condition.Clean)]
    [InlineData(Condition.WithFailures)]
    [InlineData(Condition.Open)]
    public void New_keys_that_alternate_with_old_keys_cost_a_constant_number_of_visits(Condition condition)
    {
        Assert.InRange(MeasureNewKeys(10_000, condition, usesOldKeys: true) / MeasureNewKeys(100, condition, usesOldKeys: true), 0, 20);
    }

    [Theory]
    [InlineData(Condition.Clean)]
    [InlineData(Condition.WithFailures)]
    [InlineData(Condition.Open)]
    public void A_key_that_is_used_before_each_new_key_keeps_its_breaker(Condition condition)
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 2 }, capacity: 4);
        var used = partition[-1];
        Bring(used, condition);
        for (var key = 0; key < 1_000; key++)
        {
            Assert.Same(used, partition[-1]);
            Bring(partition[key], condition);
        }

        Assert.Equal((4, 997L), (partition.Count, partition.Evictions));
    }

    [Fact]
    public void A_circuit_that_closed_again_is_evicted_before_an_open_one()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 4);
        for (var key = 0; key < 4; key++) partition[key].Enter().Failed(new IOException());
        _ = partition[4];
        partition[4].Enter().Failed(new IOException());

        partition[3].Reset();
        _ = partition[5];

        Assert.Equal([1, 2, 4, 5], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void A_released_circuit_is_evicted_before_an_isolated_one()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 3);
        for (var key = 0; key < 3; key++) partition[key].Isolate();
        partition[3].Isolate();

        partition[2].Release();
        _ = partition[4];

        Assert.Equal([1, 3, 4], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void A_breaker_whose_failures_have_expired_is_evicted_before_one_with_failures()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 0, Window = TimeSpan.FromSeconds(10) }, capacity: 3);
        for (var key = 0; key < 3; key++) partition[key].Enter().Failed(new IOException());
        partition[3].Enter().Failed(new IOException());
        _clock.Advance(TimeSpan.FromSeconds(20));
        partition[1].Enter().Failed(new IOException());
        partition[3].Enter().Failed(new IOException());

        _ = partition[4];

        Assert.Equal([1, 3, 4], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void Circuits_that_open_and_close_while_keys_arrive_never_cost_an_open_circuit_its_place()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 64);
        var open = Enumerable.Range(0, 16).Select(key => partition[-1 - key]).ToArray();
        foreach (var breaker in open) breaker.Enter().Failed(new IOException());

        Threads.Run(Threads.Many, index =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var breaker = partition[(index * 5_000) + i];
                if (i % 3 == 0 && breaker.TryEnter(out var permit)) permit.Failed(new IOException());
                if (i % 3 == 0) breaker.Reset();
                if (i % 64 == 1) partition.Remove((index * 5_000) + i - 1);
            }
        });

        for (var key = 0; key < 16; key++) Assert.Same(open[key], partition[-1 - key]);
        Assert.Equal(partition.ToList().Count, partition.Count);
        Assert.InRange(partition.Count, 16, 64);
    }

    // Ticks per new key, the best of several runs.
    private double MeasureNewKeys(int capacity, Condition condition, bool usesOldKeys = false)
    {
        var partition = new CircuitBreakerRegistry(_clock).GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 2 }, capacity);
        var key = 0;
        for (; key < 2 * capacity; key++)
        {
            Bring(partition[key], condition);
            if (usesOldKeys) _ = partition[-1 - (key % (capacity / 2))];
        }

        var best = double.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 200; i++)
            {
                Bring(partition[key++], condition);
                if (usesOldKeys) _ = partition[-1 - (key % (capacity / 2))];
            }

            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }

        return best;
    }

    private static void Bring(CircuitBreaker breaker, Condition condition)
    {
        if (condition == Condition.Isolated) breaker.Isolate();
        var failures = condition switch { Condition.WithFailures => 1, Condition.Open => 2, _ => 0 };
        for (var i = 0; i < failures; i++) breaker.Enter().Failed(new IOException());
    }
}
