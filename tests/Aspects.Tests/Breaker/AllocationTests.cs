namespace Aspects.Tests;

/// <summary>
/// A call through a closed circuit allocates nothing. A rejection that throws nothing allocates nothing.
/// </summary>
public sealed class AllocationTests
{
    private const int Calls = 20_000;
    private const int Rounds = 5;

    private static readonly Task Done = Task.CompletedTask;
    private static readonly Task<string> DoneWithResult = Task.FromResult("token");
    private readonly CircuitBreaker _closed = new("orders");
    private readonly CircuitBreaker _open = Circuit.Opened().Breaker;

    [Fact]
    public void A_synchronous_call_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        permit.Succeeded();
    });

    [Fact]
    public void A_task_that_has_succeeded_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        _ = permit.Guard(Done);
    });

    [Fact]
    public void A_task_with_a_result_that_has_succeeded_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        _ = permit.Guard(DoneWithResult);
    });

    [Fact]
    public void A_value_task_that_has_succeeded_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        Consume(permit.Guard(default(ValueTask)));
    });

    [Fact]
    public void A_value_task_with_a_result_that_has_succeeded_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        Consume(permit.Guard(new ValueTask<int>(7)));
    });

    [Fact]
    public void An_ignored_call_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.TryEnter(out var permit);
        permit.Ignored();
    });

    [Fact]
    public void A_failure_below_the_threshold_and_the_next_success_allocate_nothing()
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
    public void A_rejection_that_throws_nothing_allocates_nothing()
    {
        AssertAllocatesNothing(() => _open.TryEnter(out _));
        Assert.True(_open.GetSnapshot().Rejected > Calls);
    }

    [Fact]
    public void A_breaker_with_the_default_settings_takes_at_most_512_bytes()
    {
        var breakers = new CircuitBreaker[100];
        Create();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Create();

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / breakers.Length, 1, 512);

        void Create()
        {
            foreach (ref var breaker in breakers.AsSpan())
            {
                breaker = new CircuitBreaker("orders");
                breaker.TryEnter(out var permit);
                permit.Succeeded();
            }
        }
    }

    [Fact]
    public void Reading_the_state_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _ = _closed.State;
        _ = _open.State;
    });

    [Theory]
    [InlineData("count window")]
    [InlineData("slow calls")]
    [InlineData("durations")]
    [InlineData("everything")]
    public void A_call_with_optional_measurements_allocates_nothing(string enabled)
    {
        var options = new CircuitBreakerOptions();
        if (enabled is "count window" or "everything") options.WindowCalls = 100;
        if (enabled is "slow calls" or "everything") options.SlowCallDuration = TimeSpan.FromSeconds(10);
        if (enabled is "durations" or "everything") options.MeasureDurations = true;
        if (enabled is "everything") options.AdaptiveThreshold = true;
        var breaker = new CircuitBreaker("orders", options);

        AssertAllocatesNothing(() =>
        {
            Assert.True(breaker.TryEnter(out var permit));
            permit.Succeeded();
        });
        Assert.True(breaker.GetSnapshot().Succeeded >= Calls);
    }

    [Fact]
    public void A_result_that_a_rule_classifies_allocates_nothing()
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
    public void Finding_the_existing_breaker_of_a_key_allocates_nothing()
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
    public void Execute_with_a_state_and_a_static_lambda_allocates_nothing() => AssertAllocatesNothing(() =>
    {
        _closed.Execute(static state => GC.KeepAlive(state), "state");
        Assert.True(_closed.Execute(static state => state.Length, "state") == 5);
        Consume(_closed.ExecuteAsync(static (_, _) => default, "state"));
        Consume(_closed.ExecuteAsync(static (_, _) => new ValueTask<int>(7), "state"));
    });

    [Fact]
    public void A_pending_task_allocates_only_the_task_for_its_caller()
    {
        var alone = Measure(static () => End(new TaskCompletionSource<string>(), null));
        var guarded = Measure(() => End(new TaskCompletionSource<string>(), _closed));

        var task = Measure(static () => GC.KeepAlive(new TaskCompletionSource<string>()));
        Assert.Equal(task, guarded - alone);
    }

    [Fact]
    public void The_measurement_detects_an_allocation() => Assert.True(Measure(static () => GC.KeepAlive(new object())) >= Calls);

    private static void End(TaskCompletionSource<string> source, CircuitBreaker? breaker)
    {
        CircuitPermit permit = default;
        breaker?.TryEnter(out permit);
        var returned = breaker is null ? source.Task : permit.Guard(source.Task);
        source.SetResult("token");
        Assert.True(returned.IsCompletedSuccessfully);
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
    /// Returns the smallest number of bytes that a round allocated. The cost of a call is in every round; one-time work
    /// of the runtime is in one round only.
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
