namespace Aspects.Interleavings;

/// <summary>A probe slot has one holder, and an outcome returns its lease once.</summary>
public sealed class ProbeSlotTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private static CircuitBreakerOptions OpensAtOnce => Circuit.WithoutRules.With(static options =>
        (options.ConsecutiveFailures, options.SuccessThreshold, options.ProbeTimeout) = (1, 2, Lease));

    [Fact]
    public void Callers_that_arrive_together_after_a_break_get_one_probe() => Exploration.Run(static () =>
    {
        var (breaker, _, _) = CreateElapsed();
        var admitted = 0;

        Threads.Run(Enter, Enter, Enter);

        Assert.Equal(1, admitted);

        void Enter()
        {
            if (breaker.TryEnter(out _)) Interlocked.Increment(ref admitted);
        }
    });

    [Fact]
    public void A_probe_that_outlives_its_lease_counts_and_gives_no_second_slot_back() => Exploration.Run(static () =>
    {
        var (breaker, clock, registry) = CreateElapsed();
        var admitted = 0;

        Threads.Run(
            Probe,
            () =>
            {
                clock.Advance(Lease);
                Probe();
            },
            () => registry.Configure("orders", static options => options.ProbeTimeout = Lease / 2));

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((0, admitted + 1), (snapshot.StaleOutcomes, snapshot.CountCalls() - snapshot.Rejected));
        if (admitted == 2)
        {
            Assert.Equal(CircuitState.Closed, snapshot.State);
            return;
        }

        Assert.Equal((CircuitState.HalfOpen, 1), (snapshot.State, snapshot.ConsecutiveProbeSuccesses));
        Threads.Run(() => Assert.True(breaker.TryEnter(out _)));
        Threads.Run(() => Assert.False(breaker.TryEnter(out _)));

        void Probe()
        {
            if (breaker.TrySucceed()) Interlocked.Increment(ref admitted);
        }
    });

    [Fact]
    public void A_lowered_timeout_frees_the_slot_of_a_probe_that_never_ends() => Exploration.Run(static () =>
    {
        var (breaker, clock, registry) = CreateElapsed();

        Threads.Run(
            () => breaker.TryEnter(out _),
            () => registry.Configure("orders", static options => options.ProbeTimeout = Lease / 2));

        clock.Advance(Lease / 2);
        Threads.Run(() => Assert.True(breaker.TryEnter(out _)));
    });

    private static (CircuitBreaker Breaker, ManualClock Clock, CircuitBreakerRegistry Registry) CreateElapsed()
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", OpensAtOnce);
        breaker.TryFail();
        clock.Advance(Circuit.Break);
        return (breaker, clock, registry);
    }
}
