namespace Aspects.Tests;

/// <summary>A call through a closed circuit allocates nothing, and neither does a rejection that need not throw.</summary>
public sealed class AllocationTests
{
    private const int Calls = 20_000;
    private const int Rounds = 5;

    private static readonly Task Done = Task.CompletedTask;
    private static readonly Task<string> DoneWithResult = Task.FromResult("token");
    private readonly CircuitBreaker _closed = new("orders");
    private readonly CircuitBreaker _open = Circuit.Opened().Breaker;

    [Fact]
    public void A_synchronous_call() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        permit.Succeeded();
    });

    [Fact]
    public void A_task_that_has_succeeded() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        _ = permit.Guard(Done);
    });

    [Fact]
    public void A_task_with_a_result_that_has_succeeded() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        _ = permit.Guard(DoneWithResult);
    });

    [Fact]
    public void A_value_task_that_has_succeeded() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        Consume(permit.Guard(default(ValueTask)));
    });

    [Fact]
    public void A_value_task_with_a_result_that_has_succeeded() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        Consume(permit.Guard(new ValueTask<int>(7)));
    });

    [Fact]
    public void An_ignored_call() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        permit.Ignored();
    });

    [Fact]
    public void A_failure_that_does_not_open_the_circuit_and_the_success_after_it()
    {
        var error = new TimeoutException();
        AssertAllocatesNothing(() =>
        {
            _closed.TryEnter(out var failing);
            failing.Failed(error);
            _closed.TryEnter(out var succeeding);
            succeeding.Succeeded();
        });
    }

    [Fact]
    public void A_rejection_that_throws_nothing()
    {
        AssertAllocatesNothing(() => _open.TryEnter(out _));
        Assert.True(_open.GetSnapshot().Rejected > Calls);
    }

    [Fact]
    public void Reading_the_state() => AssertAllocatesNothing(() =>
    {
        _ = _closed.State;
        _ = _open.State;
    });

    [Theory]
    [InlineData("count window")]
    [InlineData("slow calls")]
    [InlineData("durations")]
    [InlineData("everything")]
    public void A_call_with_more_switched_on(string what)
    {
        var options = new CircuitBreakerOptions();
        if (what is "count window" or "everything") options.WindowCalls = 100;
        if (what is "slow calls" or "everything") options.SlowCallDuration = TimeSpan.FromSeconds(10);
        if (what is "durations" or "everything") options.MeasureDurations = true;
        if (what is "everything") options.AdaptiveThreshold = true;
        var breaker = new CircuitBreaker("orders", options);

        AssertAllocatesNothing(() =>
        {
            Assert.True(breaker.TryEnter(out var permit));
            permit.Succeeded();
        });
        Assert.True(breaker.GetSnapshot().Succeeded >= Calls);
    }

    [Fact]
    public void A_result_that_a_rule_judges()
    {
        var breaker = new CircuitBreaker(
            "orders", new CircuitBreakerOptions().ClassifyResult<int>(static result => result < 0 ? CircuitOutcome.Failure : CircuitOutcome.Success));

        AssertAllocatesNothing(() =>
        {
            Assert.True(breaker.TryEnter(out var permit));
            permit.Returned(7);
        });
    }

    [Fact]
    public void Finding_the_breaker_of_a_key_that_has_one()
    {
        var registry = new CircuitBreakerRegistry();
        var byText = registry.GetOrAddPartition<string>("llm");
        var byNumber = registry.GetOrAddPartition<int>("by number");
        var byBoth = registry.GetOrAddPartition<(string, long)>("by both");
        _ = byText["model"];
        _ = byNumber[7];
        _ = byBoth[("model", 7)];

        AssertAllocatesNothing(() =>
        {
            _ = byText["model"];
            _ = byNumber[7];
            _ = byBoth[("model", 7)];
        });
    }

    [Fact]
    public void Execute_with_a_state_and_a_static_call() => AssertAllocatesNothing(() =>
    {
        _closed.Execute(static state => GC.KeepAlive(state), "state");
        Assert.True(_closed.Execute(static state => state.Length, "state") == 5);
        Consume(_closed.ExecuteAsync(static (_, _) => default, "state"));
        Consume(_closed.ExecuteAsync(static (_, _) => new ValueTask<int>(7), "state"));
    });

    [Fact]
    public void A_task_under_way_allocates_the_task_that_its_caller_waits_for_and_no_more()
    {
        var alone = Measure(static () => End(new TaskCompletionSource<string>(), null));
        var guarded = Measure(() => End(new TaskCompletionSource<string>(), _closed));

        var task = Measure(static () => GC.KeepAlive(new TaskCompletionSource<string>()));
        Assert.Equal(task, guarded - alone);
    }

    [Fact]
    public void What_does_allocate_is_seen() => Assert.True(Measure(static () => GC.KeepAlive(new object())) >= Calls);

    private static void End(TaskCompletionSource<string> source, CircuitBreaker? breaker)
    {
        CircuitPermit permit = default;
        breaker?.TryEnter(out permit);
        var handed = breaker is null ? source.Task : permit.Guard(source.Task);
        source.SetResult("token");
        Assert.True(handed.IsCompletedSuccessfully);
    }

    private static void Consume(ValueTask ended)
    {
        Assert.True(ended.IsCompletedSuccessfully);
        ended.GetAwaiter().GetResult();
    }

    private static void Consume(ValueTask<int> ended)
    {
        Assert.True(ended.IsCompletedSuccessfully);
        Assert.True(ended.Result == 7);
    }

    private static void AssertAllocatesNothing(Action call) => Assert.Equal(0, Measure(call));

    /// <summary>
    /// The fewest bytes that any of a few rounds allocated: what a call costs appears in every round, what the runtime does
    /// once appears in one.
    /// </summary>
    private static long Measure(Action call)
    {
        var fewest = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++) call();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
