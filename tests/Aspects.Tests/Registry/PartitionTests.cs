namespace Aspects.Tests;

/// <summary>One breaker for each key, in a bounded set.</summary>
public sealed class PartitionTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void Each_key_has_a_breaker_of_its_own_and_keeps_it()
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
    public void A_hundred_thousand_keys_stay_within_the_bound_and_an_open_one_stays()
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

    [Fact]
    public void Where_none_is_clean_the_oldest_gives_way()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, capacity: 3);
        var all = Enumerable.Range(0, 3).Select(key => partition[key]).ToArray();
        foreach (var breaker in all) breaker.Enter().Failed(new TimeoutException());

        _ = partition[3];

        Assert.Equal(3, partition.Count);
        Assert.Equal([1, 2, 3], partition.ToList().Select(static entry => entry.Key).Order());
    }

    [Fact]
    public void One_with_failures_in_its_window_is_not_clean()
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
    public void One_that_was_isolated_or_is_open_stays_as_long_as_another_has_only_counted_failures(CircuitState state)
    {
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 2 }, capacity: 3);
        if (state == CircuitState.Isolated) partition["tenant 7"].Isolate();
        else for (var i = 0; i < 2; i++) partition["tenant 7"].Enter().Failed(new IOException());

        foreach (var key in new[] { "a", "b", "c", "d" }) partition[key].Enter().Failed(new IOException());

        Assert.Equal(state, partition["tenant 7"].State);
        Assert.Equal(3, partition.Count);
    }

    [Fact]
    public void One_that_was_isolated_stays_while_another_is_open_and_the_set_is_bounded_all_the_same()
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
    public void One_in_use_gets_a_second_chance()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 3);
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
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 9 });

        partition["a"].Enter().Failed(new TimeoutException());

        Assert.Equal("llm", listener.WaitForTransitions(1)[0].Name);
    }

    [Fact]
    public void Threads_that_come_for_one_key_at_the_same_time_get_one_breaker()
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
    public void One_name_gives_everyone_the_same_breakers()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");

        Assert.Same(partition, _registry.GetOrAddPartition<string>("LLM", new() { ConsecutiveFailures = 1 }));
        partition["a"].Enter().Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, partition["a"].State);
    }

    [Fact]
    public void What_is_configured_reaches_the_breakers_that_exist_and_those_to_come()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");
        var existing = partition["a"];

        _registry.Configure("llm", static options => options.ConsecutiveFailures = 1);

        existing.Enter().Failed(new TimeoutException());
        partition["b"].Enter().Failed(new TimeoutException());
        Assert.Equal((CircuitState.Open, CircuitState.Open), (existing.State, partition["b"].State));
    }

    [Fact]
    public void Settings_that_make_no_sense_together_change_nothing()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");
        _ = partition["a"];

        Assert.Throws<ArgumentException>(
            "options", () => _registry.Configure("llm", static options => options.MaxBreakDuration = TimeSpan.FromSeconds(1)));

        _registry.Configure("llm", static options => options.ConsecutiveFailures = 3);
        Assert.Equal((3, 3), (partition["a"].GetSnapshot().ConsecutiveFailureLimit, partition["b"].GetSnapshot().ConsecutiveFailureLimit));
    }

    [Fact]
    public void A_breaker_knows_its_key_and_so_do_its_transitions_and_rejections()
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
    public void The_capacity_may_be_said_late_and_then_holds_at_once()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", source: "one");
        for (var key = 0; key < 10; key++) _ = partition[key];

        _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "another");

        Assert.Equal((4, 4, 6L), (partition.Capacity, partition.Count, partition.Evictions));
        Assert.Same(partition, _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "third"));
    }

    [Fact]
    public void Two_capacities_are_a_conflict()
    {
        _registry.GetOrAddPartition<int>("llm", capacity: 4, source: "one");

        var error = Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<int>("llm", capacity: 5, source: "another"));

        Assert.Equal(
            "Circuit breaker 'llm' has room for 4 keys from 'one' and for 5 from 'another'. Use one number in both, or set it in one of them.",
            error.Message);
    }

    [Fact]
    public void One_breaker_and_one_for_each_key_are_a_conflict_and_so_are_keys_of_two_types()
    {
        _registry.GetOrAddPartition<int>("by key", source: "one");
        _registry.GetOrAdd("single", source: "one");

        Assert.Equal(
            "Circuit breaker 'by key' is one for each key of type System.Int32 for 'one' and one breaker for 'another'. Use two names, or keys of one type in both.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("by key", source: "another")).Message);
        Assert.Equal(
            "Circuit breaker 'by key' is one for each key of type System.Int32 for 'one' and one for each key of type System.String for 'another'. Use two names, or keys of one type in both.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<string>("by key", source: "another")).Message);
        Assert.Equal(
            "Circuit breaker 'single' is one breaker for 'one' and one for each key of type System.Int32 for 'another'. Use two names, or keys of one type in both.",
            Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<int>("single", source: "another")).Message);
    }

    [Fact]
    public void Settings_that_disagree_are_a_conflict_as_they_are_of_one_breaker()
    {
        _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 }, source: "one");

        Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 2 }, source: "another"));
    }

    [Fact]
    public void A_single_breaker_is_not_found_where_there_is_one_for_each_key()
    {
        _ = _registry.GetOrAddPartition<int>("llm")[1];

        Assert.False(_registry.TryGet("llm", out _));
        Assert.Empty(_registry.Breakers);
    }

    [Fact]
    public void Settings_that_arrive_while_keys_do_reach_every_breaker()
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
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("name", () => _registry.GetOrAddPartition<string>(" "));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => _registry.GetOrAddPartition<string>("llm", capacity: 0));
        Assert.Throws<ArgumentException>(
            "options", () => _registry.GetOrAddPartition<string>("llm", new() { MaxBreakDuration = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentNullException>("key", () => _registry.GetOrAddPartition<string>("other")[null!]);
    }
}
