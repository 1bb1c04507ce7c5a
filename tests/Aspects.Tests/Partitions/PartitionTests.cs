namespace Aspects.Tests;

/// <summary>One breaker for each key, in a bounded set.</summary>
public sealed class PartitionTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void Each_key_has_a_breaker_of_its_own_and_keeps_it()
    {
        var partition = _registry.CreatePartition<string>("llm", new() { ConsecutiveFailures = 1 });

        partition["a"].Enter().Failed(new TimeoutException());

        Assert.Equal(CircuitState.Open, partition["a"].State);
        Assert.Equal(CircuitState.Closed, partition["b"].State);
        Assert.Same(partition["a"], partition["a"]);
        Assert.Equal("llm", partition["b"].Name);
        Assert.Equal(["a", "b"], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void A_hundred_thousand_keys_stay_within_the_bound_and_an_open_one_stays()
    {
        var partition = _registry.CreatePartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 1_000);
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

    [Fact]
    public void Where_none_is_clean_the_oldest_gives_way()
    {
        var partition = _registry.CreatePartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 3);
        var all = Enumerable.Range(0, 3).Select(key => partition[key]).ToArray();
        foreach (var breaker in all) breaker.Enter().Failed(new TimeoutException());

        _ = partition[3];

        Assert.Equal(3, partition.Count);
        Assert.Equal([1, 2, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void One_with_failures_in_its_window_is_not_clean()
    {
        var partition = _registry.CreatePartition<int>("llm", new() { ConsecutiveFailures = 0 }, capacity: 2);
        partition[0].Enter().Failed(new TimeoutException());
        _ = partition[1];

        _ = partition[2];
        _ = partition[3];

        Assert.Equal([0, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void One_in_use_gets_a_second_chance()
    {
        var partition = _registry.CreatePartition<int>("llm", capacity: 3);
        for (var key = 0; key < 4; key++) _ = partition[key];
        var busy = partition.ToList().Select(static entry => entry.Key).Min();
        _ = partition[busy];

        _ = partition[100];

        Assert.Contains(busy, partition.ToList().Select(static entry => entry.Key));
    }

    [Fact]
    public void What_is_configured_for_the_name_wins_and_listeners_of_the_registry_hear_of_it()
    {
        _registry.Configure("llm", static options => options.ConsecutiveFailures = 1);
        var listener = new Recorder();
        using var subscription = _registry.Subscribe(listener);
        var partition = _registry.CreatePartition<string>("llm", new() { ConsecutiveFailures = 9 });

        partition["a"].Enter().Failed(new TimeoutException());

        Assert.Equal("llm", listener.WaitForTransitions(1)[0].Name);
    }

    [Fact]
    public void Threads_that_come_for_one_key_at_the_same_time_get_one_breaker()
    {
        for (var round = 0; round < 200; round++)
        {
            var partition = _registry.CreatePartition<string>("llm");
            var found = new CircuitBreaker[Threads.Many];

            Threads.Run(Threads.Many, index => found[index] = partition["a"]);

            Assert.All(found, breaker => Assert.Same(found[0], breaker));
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("name", () => _registry.CreatePartition<string>(" "));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => _registry.CreatePartition<string>("llm", capacity: 0));
        Assert.Throws<ArgumentException>(
            "options", () => _registry.CreatePartition<string>("llm", new() { MaxBreakDuration = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentNullException>("key", () => _registry.CreatePartition<string>("llm")[null!]);
    }
}
