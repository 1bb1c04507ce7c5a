namespace Aspects.Tests;

/// <summary>New settings keep the state, the epoch and the present break of a breaker.</summary>
public sealed class ReconfiguredStateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;

    public ReconfiguredStateTests()
    {
        _registry = new CircuitBreakerRegistry(_clock);
        _breaker = _registry
            .Configure("orders", static options =>
            {
                options.ConsecutiveFailures = 3;
                options.BreakDuration = TimeSpan.FromSeconds(10);
                options.SuccessThreshold = 2;
                options.Jitter = 0;
                options.BackoffFactor = 1;
            })
            .GetOrAdd("orders");
    }

    [Fact]
    public void New_settings_keep_the_consecutive_failures()
    {
        Fail();
        Fail();

        _registry.Configure("orders", static options => options.ConsecutiveFailures = 4);

        Assert.Equal(2, _breaker.GetSnapshot().ConsecutiveFailures);
        Fail();
        Assert.Equal(CircuitState.Closed, _breaker.State);
        Fail();
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void A_lowered_limit_opens_the_circuit_at_the_next_failure_and_not_before()
    {
        Fail();
        Fail();

        _registry.Configure("orders", static options => options.ConsecutiveFailures = 1);

        Assert.Equal(CircuitState.Closed, _breaker.State);
        Fail();
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void An_open_circuit_stays_open_and_its_break_is_not_lengthened()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(4));
        var before = _breaker.GetSnapshot();

        _registry.Configure("orders", static options => options.BreakDuration = TimeSpan.FromMinutes(4));

        Assert.Equal(before, _breaker.GetSnapshot());
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
    }

    [Fact]
    public void The_next_break_has_the_new_duration()
    {
        Open();
        _registry.Configure("orders", static options => options.BreakDuration = TimeSpan.FromMinutes(4));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Fail();

        Assert.Equal(TimeSpan.FromMinutes(4), _breaker.GetSnapshot().RetryAfter);
    }

    [Fact]
    public void A_call_admitted_before_the_change_settles_after_it()
    {
        var permit = Enter();

        _registry.Configure("orders", static options => options.ConsecutiveFailures = 1);
        permit.Failed(new TimeoutException());

        Assert.Equal(CircuitState.Open, _breaker.State);
        Assert.Equal(1, _breaker.GetSnapshot().Failed);
    }

    [Fact]
    public void A_pending_probe_keeps_its_slot_and_the_new_threshold_applies_to_its_outcome()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(10));
        var probe = Enter();

        _registry.Configure("orders", static options => options.SuccessThreshold = 1);
        Assert.False(Flow.TryEnter(_breaker, out _));
        probe.Succeeded();

        Assert.Equal(CircuitState.Closed, _breaker.State);
    }

    [Fact]
    public void A_pending_probe_keeps_its_deadline()
    {
        _registry.Configure("orders", static options => options.ProbeTimeout = TimeSpan.FromSeconds(5));
        Open();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Enter();

        _registry.Configure("orders", static options => options.ProbeTimeout = TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Enter();
    }

    private CircuitPermit Enter()
    {
        Assert.True(Flow.TryEnter(_breaker, out var permit));
        return permit;
    }

    [Fact]
    public void A_new_timeout_applies_to_the_next_call()
    {
        _registry.Configure("orders", static options => options.Timeout = TimeSpan.FromSeconds(1));

        _breaker.Execute(() => _clock.Advance(TimeSpan.FromSeconds(2)));

        var snapshot = _breaker.GetSnapshot();
        Assert.Equal((1L, 1L), (snapshot.TimedOut, snapshot.Failed));
    }

    private void Fail() => Enter().Failed(new TimeoutException());

    private void Open()
    {
        for (var i = 0; i < 3; i++) Fail();
        Assert.Equal(CircuitState.Open, _breaker.State);
    }
}
