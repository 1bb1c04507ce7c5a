namespace Aspects.Tests;

/// <summary>A partition has one breaker for each key and a limited capacity.</summary>
public sealed class PartitionTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void Each_key_keeps_its_own_breaker()
    {
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 1 });

        partition["a"].Enter().Failed(new TimeoutException());

        Assert.Equal(CircuitState.Open, partition["a"].State);
        Assert.Equal(CircuitState.Closed, partition["b"].State);
        Assert.Same(partition["a"], partition["a"]);
        Assert.Equal("llm", partition["b"].Name);
        Assert.Equal(["a", "b"], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void The_oldest_breaker_is_evicted_when_all_are_open()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 3);
        var all = Enumerable.Range(0, 3).Select(key => partition[key]).ToArray();
        foreach (var breaker in all) breaker.Enter().Failed(new TimeoutException());

        _ = partition[3];

        Assert.Equal(3, partition.Count);
        Assert.Equal([1, 2, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void A_breaker_with_failures_in_its_window_outlives_an_unused_breaker()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 0 }, capacity: 2);
        partition[0].Enter().Failed(new TimeoutException());
        _ = partition[1];

        _ = partition[2];
        _ = partition[3];

        Assert.Equal([0, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Theory]
    [InlineData(CircuitState.Isolated)]
    [InlineData(CircuitState.Open)]
    public void An_isolated_or_open_breaker_outlives_a_closed_breaker_with_failures(CircuitState state)
    {
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 2 }, capacity: 3);
        if (state == CircuitState.Isolated) partition["tenant 7"].Isolate();
        else for (var i = 0; i < 2; i++) partition["tenant 7"].Enter().Failed(new IOException());

        foreach (var key in new[] { "a", "b", "c", "d" }) partition[key].Enter().Failed(new IOException());

        Assert.Equal(state, partition["tenant 7"].State);
        Assert.Equal(3, partition.Count);
    }

    [Fact]
    public void An_isolated_breaker_outlives_an_open_breaker_within_the_capacity()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 2);
        partition[0].Isolate();
        foreach (var key in new[] { 1, 2 }) partition[key].Enter().Failed(new IOException());
        Assert.Equal([0, 2], partition.ToList().Select(static entry => entry.Key).Order());

        partition[2].Isolate();
        _ = partition[3];

        Assert.Equal([2, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void A_breaker_that_is_evicted_during_a_probe_recovers_for_those_who_hold_it()
    {
        var clock = new TestClock();
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1, SuccessThreshold = 1, Jitter = 0 };
        var partition = new CircuitBreakerRegistry(clock).GetOrAddPartition<int>("orders", options, capacity: 1);
        var held = partition[1];
        held.Enter().Failed(new IOException());
        clock.Advance(options.BreakDuration);
        Assert.True(Flow.TryEnter(held, out var probe));

        _ = partition[2];
        Assert.False(Flow.TryEnter(held, out _));
        probe.Succeeded();

        Assert.Equal((CircuitState.Closed, 1), (held.State, partition.Count));
        Assert.NotSame(held, partition[1]);
    }

    [Fact]
    public void A_breaker_in_use_is_not_evicted_next()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 3);
        for (var key = 0; key < 4; key++) _ = partition[key];
        var busy = partition.ToList().Select(static entry => entry.Key).Min();
        _ = partition[busy];

        _ = partition[100];

        Assert.Contains(busy, partition.ToList().Select(static entry => entry.Key));
    }

    [Fact]
    public void A_configuration_of_the_name_takes_precedence_and_listeners_of_the_registry_get_the_transitions()
    {
        _registry.Configure("llm", static options => options.ConsecutiveFailures = 1);
        var listener = new Recorder();
        using var subscription = _registry.Subscribe(listener);
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 9 });

        partition["a"].Enter().Failed(new TimeoutException());

        Assert.Equal("llm", listener.WaitForTransitions(1)[0].Name);
    }

    [Fact]
    public void Threads_that_request_one_key_at_the_same_time_get_one_breaker()
    {
        for (var round = 0; round < 200; round++)
        {
            var partition = _registry.GetOrAddPartition<string>("llm");
            var found = new CircuitBreaker[Threads.Many];

            Threads.Run(Threads.Many, index => found[index] = partition["a"]);

            Assert.All(found, breaker => Assert.Same(found[0], breaker));
        }
    }

    [Fact]
    public void One_name_has_one_partition()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");

        Assert.Same(partition, _registry.GetOrAddPartition<string>("LLM", new() { ConsecutiveFailures = 1 }));
        partition["a"].Enter().Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, partition["a"].State);
    }

    [Fact]
    public void A_configuration_reaches_present_and_future_breakers()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");
        var existing = partition["a"];

        _registry.Configure("llm", static options => options.ConsecutiveFailures = 1);

        existing.Enter().Failed(new TimeoutException());
        partition["b"].Enter().Failed(new TimeoutException());
        Assert.Equal((CircuitState.Open, CircuitState.Open), (existing.State, partition["b"].State));
    }

    [Fact]
    public void Contradictory_settings_change_nothing()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");
        _ = partition["a"];

        Assert.Throws<ArgumentException>(
            "options", () => _registry.Configure("llm", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(1)));

        _registry.Configure("llm", static options => options.ConsecutiveFailures = 3);
        Assert.Equal((3, 3), (partition["a"].GetSnapshot().ConsecutiveFailureLimit, partition["b"].GetSnapshot().ConsecutiveFailureLimit));
    }

    [Fact]
    public void The_key_is_in_the_breaker_the_transitions_and_the_rejections()
    {
        var listener = new Recorder();
        using var subscription = _registry.Subscribe(listener);
        var breaker = _registry.GetOrAddPartition<(int, string)>("llm", new() { ConsecutiveFailures = 1 })[(1, "a")];

        breaker.Enter().Failed(new TimeoutException());

        var rejection = Assert.Throws<CircuitBreakerOpenException>(() => breaker.Enter());
        var key = (object)(1, "a");
        Assert.Equal([key, key, key, key], [breaker.Key, breaker.GetSnapshot().Key, rejection.Key, listener.WaitForTransitions(1)[0].Key]);
        Assert.StartsWith("Circuit 'llm' for '(1, a)' is open after 1 failure: the call was not made.", rejection.Message, StringComparison.Ordinal);
        Assert.Null(_registry.GetOrAdd("orders").Key);
        Assert.Equal(("llm for (1, a): Open", "orders: Closed"), (breaker.ToString(), _registry.GetOrAdd("orders").ToString()));
    }

    [Fact]
    public void A_capacity_that_is_set_later_applies_at_once()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", source: "one");
        for (var key = 0; key < 10; key++) _ = partition[key];

        _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "another");

        Assert.Equal((4, 4, 6L), (partition.Capacity, partition.Count, partition.Evictions));
        Assert.Same(partition, _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "third"));
    }

    [Fact]
    public void Two_different_capacities_are_a_conflict()
    {
        _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "one");

        var error = Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<int>("llm", capacity: 5, source: "another"));

        Assert.Equal(
            "Circuit breaker 'llm' has a capacity of 4 keys from 'one' and of 5 keys from 'another'. Use the same capacity in both places, or set it in one place only.",
            error.Message);
    }

    [Fact]
    public void A_breaker_and_a_partition_of_one_name_are_a_conflict_and_so_are_two_key_types()
    {
        _registry.GetOrAddPartition<int>("by key", source: "one");
        _registry.GetOrAdd("single", source: "one");

        Assert.Equal(
            "Circuit breaker 'by key' is used with keys of type System.Int32 by 'one' and without keys by 'another'. Use two names, or keys of the same type in both places.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("by key", source: "another")).Message);
        Assert.Equal(
            "Circuit breaker 'by key' is used with keys of type System.Int32 by 'one' and with keys of type System.String by 'another'. Use two names, or keys of the same type in both places.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<string>("by key", source: "another")).Message);
        Assert.Equal(
            "Circuit breaker 'single' is used without keys by 'one' and with keys of type System.Int32 by 'another'. Use two names, or keys of the same type in both places.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<int>("single", source: "another")).Message);
    }

    [Fact]
    public void Different_settings_of_a_partition_are_a_conflict()
    {
        _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, source: "one");

        Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 2 }, source: "another"));
    }

    [Fact]
    public void The_name_of_a_partition_has_no_single_breaker()
    {
        _ = _registry.GetOrAddPartition<int>("llm")[1];

        Assert.False(_registry.TryGet("llm", out _));
        Assert.Empty(_registry.Breakers);
    }

    [Fact]
    public void Settings_that_arrive_at_the_same_time_as_keys_reach_every_breaker()
    {
        for (var round = 0; round < 50; round++)
        {
            var name = $"llm{round}";
            var partition = _registry.GetOrAddPartition<int>(name);

            Threads.Run(Threads.Many, index =>
            {
                if (index == 0) _registry.Configure(name, static options => options.ConsecutiveFailures = 7);
                for (var key = 0; key < 20; key++) _ = partition[key];
            });

            Assert.All(partition.ToList(), static entry => Assert.Equal(7, entry.Value.GetSnapshot().ConsecutiveFailureLimit));
        }
    }

    [Fact]
    public void Invalid_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>("name", () => _registry.GetOrAddPartition<string>(" "));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => _registry.GetOrAddPartition<string>("llm", capacity: 0));
        Assert.Throws<ArgumentException>(
            "options", () => _registry.GetOrAddPartition<string>("llm", new() { MaxBreakDuration = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentNullException>("key", () => _registry.GetOrAddPartition<string>("other")[null!]);
    }
}
