namespace Aspects.Tests;

/// <summary>A new MaxConcurrentProbes applies to the present half-open state.</summary>
public sealed class ReconfiguredProbeLimitTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;

    public ReconfiguredProbeLimitTests()
    {
        _registry = new CircuitBreakerRegistry(_clock);
        _breaker = _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1, Jitter = 0 });
    }

    [Fact]
    public void A_higher_limit_admits_more_probes_at_once()
    {
        HalfOpenWith(probes: 1);
        Enter();
        Assert.False(Flow.TryEnter(_breaker, out _));

        SetLimit(2);

        Enter();
        Assert.False(Flow.TryEnter(_breaker, out _));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    public void A_lower_limit_admits_no_probe_until_enough_probes_have_ended(int first, int second, int third)
    {
        HalfOpenWith(probes: 3);
        var probes = new[] { Enter(), Enter(), Enter() };

        SetLimit(1);

        Assert.False(Flow.TryEnter(_breaker, out _));
        probes[first].Ignored();
        Assert.False(Flow.TryEnter(_breaker, out _));
        probes[second].Ignored();
        Assert.False(Flow.TryEnter(_breaker, out _));
        probes[third].Ignored();
        Enter();
        Assert.False(Flow.TryEnter(_breaker, out _));
    }

    private void HalfOpenWith(int probes)
    {
        SetLimit(probes);
        Enter().Failed(new TimeoutException());
        _clock.Advance(TimeSpan.FromSeconds(30));
    }

    private void SetLimit(int probes) => _registry.Configure("orders", options => options.MaxConcurrentProbes = probes);

    private CircuitPermit Enter()
    {
        Assert.True(Flow.TryEnter(_breaker, out var permit));
        return permit;
    }
}
