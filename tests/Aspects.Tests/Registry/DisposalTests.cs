namespace Aspects.Tests;

/// <summary>A disposed breaker watches nothing, notifies nobody, and lets calls pass.</summary>
public sealed class DisposalTests
{
    private static readonly CircuitBreakerOptions Settings = new() { ConsecutiveFailures = 1 };

    [Theory]
    [InlineData(CircuitState.Closed)]
    [InlineData(CircuitState.Open)]
    [InlineData(CircuitState.HalfOpen)]
    [InlineData(CircuitState.Isolated)]
    public void Calls_of_a_disposed_breaker_pass_through_unguarded(CircuitState state)
    {
        var clock = new TestClock();
        using var breaker = new CircuitBreaker("orders", Settings, clock);
        if (state == CircuitState.Isolated) breaker.Isolate();
        else if (state != CircuitState.Closed) breaker.Enter().Failed(new IOException());
        if (state == CircuitState.HalfOpen)
        {
            clock.Advance(TimeSpan.FromHours(1));
            breaker.Enter();
        }

        breaker.Dispose();
        breaker.Dispose();

        for (var i = 0; i < 10; i++)
        {
            Assert.True(breaker.TryEnter(out var permit));
            permit.Failed(new IOException());
        }

        Assert.Equal(state, breaker.State);
        Assert.Equal(1, breaker.GetSnapshot().CallbackErrors);
    }

    [Fact]
    public void Disposal_leaves_the_break_of_an_open_circuit_as_it_is()
    {
        using var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromHours(1) }, new TestClock());
        breaker.Enter().Failed(new IOException());
        var before = breaker.GetSnapshot().RetryAfter;

        breaker.Dispose();

        Assert.Equal(before, breaker.GetSnapshot().RetryAfter);
    }

    [Fact]
    public void A_probe_that_is_out_at_the_disposal_settles_without_a_transition()
    {
        var circuit = Circuit.Elapsed(Settings);
        var probe = circuit.Enter();
        var before = circuit.Snapshot;

        circuit.Breaker.Dispose();
        probe.Failed(new IOException());

        var after = circuit.Snapshot;
        Assert.Equal((before.StateChanges, before.Failed + 1), (after.StateChanges, after.Failed));
        Assert.Equal(CircuitState.HalfOpen, after.State);
    }

    [Fact]
    public void The_first_call_after_disposal_is_reported_once()
    {
        var breaker = new CircuitBreaker("orders");
        var recorder = new Recorder();
        using var subscription = breaker.Subscribe(recorder);
        breaker.Dispose();

        for (var i = 0; i < 10; i++) breaker.Enter().Succeeded();

        var error = Assert.Single(recorder.WaitForCallbackErrors(1));
        Assert.Equal(("orders", "Dispose"), (error.Name, error.Source));
        Assert.IsType<ObjectDisposedException>(error.Error);
    }

    [Fact]
    public void A_call_in_flight_at_the_disposal_notifies_nobody()
    {
        var breaker = new CircuitBreaker("orders", Settings);
        var recorder = new Recorder();
        using var subscription = breaker.Subscribe(recorder);
        var permit = breaker.Enter();

        breaker.Dispose();
        permit.Failed(new IOException());
        breaker.Isolate();
        breaker.Reset();

        Assert.True(breaker.TryEnter(out _));
        recorder.WaitForCallbackErrors(1);
        Assert.Empty(recorder.Transitions);
    }

    [Fact]
    public void Later_settings_do_not_revive_a_disposed_breaker()
    {
        using var registry = new CircuitBreakerRegistry();
        var breaker = registry.GetOrAdd("orders", Settings, "one");
        breaker.Dispose();

        registry.Configure("orders", static options => options.ConsecutiveFailures = 1);
        breaker.Enter().Failed(new IOException());

        Assert.True(breaker.TryEnter(out _));
        Assert.Same(breaker, registry.GetOrAdd("orders"));
    }

    [Fact]
    public void Guarded_executions_pass_through_as_well()
    {
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 1, Timeout = TimeSpan.FromMilliseconds(1), Mode = CircuitMode.Monitor });
        breaker.Dispose();

        Assert.Throws<IOException>(() => breaker.Execute(static int () => throw new IOException()));
        Assert.Equal(3, breaker.Execute(static () => 3));
    }

    [Fact]
    public void A_disposed_registry_disposes_all_breakers_now_and_later()
    {
        var registry = new CircuitBreakerRegistry();
        var partition = registry.GetOrAddPartition<int>("llm", Settings);
        CircuitBreaker[] before = [registry.GetOrAdd("orders", Settings), partition[1]];

        registry.Dispose();
        registry.Dispose();

        CircuitBreaker[] after = [registry.GetOrAdd("stock", Settings), partition[2], registry.GetOrAddPartition<string>("other", Settings)["a"]];
        Assert.All([.. before, .. after], AssertPassesThrough);
    }

    [Fact]
    public void A_disposed_partition_disposes_its_breakers_only()
    {
        using var registry = new CircuitBreakerRegistry();
        var partition = registry.GetOrAddPartition<int>("llm", Settings);
        var before = partition[1];

        partition.Dispose();

        Assert.All([before, partition[2]], AssertPassesThrough);
        registry.GetOrAdd("orders", Settings).Enter().Failed(new IOException());
        Assert.False(registry.GetOrAdd("orders").TryEnter(out _));
    }

    [Fact]
    public void An_aspect_registry_disposes_the_breakers_that_it_created_and_no_others()
    {
        var own = new AspectRegistry();
        using var given = new CircuitBreakerRegistry();
        var around = new AspectRegistry(given);

        own.Dispose();
        around.Dispose();

        AssertPassesThrough(own.CircuitBreakers.GetOrAdd("orders", Settings));
        given.GetOrAdd("orders", Settings).Enter().Failed(new IOException());
        Assert.False(given.GetOrAdd("orders").TryEnter(out _));
    }

    [Fact]
    public void Threads_that_call_configure_and_dispose_leave_a_breaker_that_passes_through()
    {
        for (var round = 0; round < 200; round++)
        {
            var registry = new CircuitBreakerRegistry();
            var partition = registry.GetOrAddPartition<int>("llm", Settings);

            Threads.Run(Threads.Many, index =>
            {
                if (index == 0) registry.Dispose();
                else if (index == 1) registry.Configure("llm", static options => options.ConsecutiveFailures = 1);
                for (var i = 0; i < 50; i++)
                {
                    if (partition[i % 5].TryEnter(out var permit)) permit.Failed(new IOException());
                    _ = registry.GetOrAdd($"name {i % 5}", Settings, "one");
                }
            });

            foreach (var breaker in registry.Breakers.Concat(registry.KeyedBreakers))
            {
                for (var i = 0; i < 3; i++) breaker.Enter().Failed(new IOException());
                Assert.InRange(breaker.GetSnapshot().CallbackErrors, 1, 1);
            }
        }
    }

    private static void AssertPassesThrough(CircuitBreaker breaker)
    {
        for (var i = 0; i < 3; i++) breaker.Enter().Failed(new IOException());
        Assert.Equal(1, breaker.GetSnapshot().CallbackErrors);
    }
}
