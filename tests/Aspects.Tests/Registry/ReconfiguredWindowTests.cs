namespace Aspects.Tests;

/// <summary>What new settings change in the break and the window of a breaker.</summary>
public sealed class ReconfiguredWindowTests
{
    private readonly TestClock _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;

    public ReconfiguredWindowTests()
    {
        _registry = new CircuitBreakerRegistry(_clock);
        _breaker = _registry.GetOrAdd("orders", new()
        {
            ConsecutiveFailures = 3,
            FailureRatio = 1,
            MinimumThroughput = 10,
            Jitter = 0,
        });
    }

    [Fact]
    public void New_settings_shorten_the_present_break_from_its_beginning_and_never_lengthen_the_break()
    {
        for (var i = 0; i < 3; i++) Fail();
        _clock.Advance(TimeSpan.FromSeconds(4));

        Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(6), _breaker.GetSnapshot().RetryAfter);
        Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(6), _breaker.GetSnapshot().RetryAfter);
        Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(3));

        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
    }

    [Fact]
    public void New_settings_do_not_shorten_a_wait_requested_by_the_callee()
    {
        _breaker.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(50)));

        Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(50), _breaker.GetSnapshot().RetryAfter);
    }

    [Fact]
    public void A_new_window_length_empties_the_window_only()
    {
        Fail();
        Fail();
        var before = _breaker.Enter();

        Configure(static options => options.Window = TimeSpan.FromSeconds(31));

        var snapshot = _breaker.GetSnapshot();
        Assert.Equal((0, 2, 2), (snapshot.WindowCalls, snapshot.ConsecutiveFailures, snapshot.Failed));
        before.Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, _breaker.State);
        Assert.Equal(0, _breaker.GetSnapshot().StaleOutcomes);
    }

    [Fact]
    public void A_new_kind_of_window_is_empty_and_keeps_the_totals()
    {
        Succeed();
        Fail();

        Configure(static options => options.WindowCalls = 20);
        Assert.Equal((0, 1, 1), Counts());
        Succeed();
        Configure(static options => options.WindowCalls = 0);

        Assert.Equal((0, 2, 1), Counts());
    }

    [Fact]
    public void A_window_that_is_enabled_again_counts_successes_and_failures()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        Succeed();
        Configure(static options => options.FailureRatio = 0);
        Configure(static options => options.FailureRatio = 0.5);

        Succeed();
        Fail();

        Assert.Equal((2, 2, 1), Counts());
    }

    [Fact]
    public void Other_settings_do_not_change_the_window()
    {
        Succeed();

        Configure(static options => options.FailureRatio = 0.9);
        Configure(static options => options.SuccessThreshold = 9);

        Assert.Equal((1, 1, 0), Counts());
    }

    [Fact]
    public void A_new_time_length_does_not_empty_a_count_window()
    {
        Configure(static options => options.WindowCalls = 20);
        Succeed();

        Configure(static options => options.Window = TimeSpan.FromSeconds(1));

        Assert.Equal((1, 1, 0), Counts());
    }

    [Fact]
    public void A_new_slow_call_limit_applies_to_calls_that_begin_after_the_change()
    {
        var before = _breaker.Enter();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Configure(static options => options.SlowCallDuration = TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromTicks(1));
        var after = _breaker.Enter();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, _breaker.GetSnapshot().SlowCallsInFlight);
        before.Succeeded();
        after.Succeeded();
        Assert.Equal((0, 1), (_breaker.GetSnapshot().SlowCallsInFlight, _breaker.GetSnapshot().Slow));
    }

    [Fact]
    public void The_next_success_is_judged_by_a_lower_ratio()
    {
        Configure(static options => (options.ConsecutiveFailures, options.FailureRatio, options.MinimumThroughput) = (0, 0.9, 4));
        for (var i = 0; i < 3; i++) Fail();
        Succeed();
        Assert.Equal(CircuitState.Closed, _breaker.State);

        Configure(static options => options.FailureRatio = 0.5);
        Succeed();

        Assert.Equal((CircuitState.Open, CircuitReason.FailureRatio), (_breaker.State, _breaker.GetSnapshot().Reason));
    }

    private (long Window, long Succeeded, long Failed) Counts()
    {
        var snapshot = _breaker.GetSnapshot();
        return (snapshot.WindowCalls, snapshot.Succeeded, snapshot.Failed);
    }

    private void Configure(Action<CircuitBreakerOptions> configure) => _registry.Configure("orders", configure);

    private void Fail() => _breaker.Enter().Failed(new TimeoutException());

    private void Succeed() => _breaker.Enter().Succeeded();
}
