namespace Aspects.Interleavings;

/// <summary>New settings keep state, epoch and the running break, whatever calls are under way.</summary>
public sealed class SettingsSwapTests
{
    private static CircuitBreakerOptions OpensAtOnce => Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1);

    [Fact]
    public void A_circuit_that_opens_during_a_swap_stays_open_with_the_shorter_break() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", OpensAtOnce);

        Threads.Run(
            () => breaker.TryFail(),
            () => registry.Configure("orders", static options => options.BreakDuration = Circuit.Break / 2),
            () => Assert.InRange(breaker.GetSnapshot().TimesOpened, 0, 1));

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((CircuitState.Open, Circuit.Break / 2, 1), (snapshot.State, snapshot.RetryAfter, snapshot.StateChanges));
        breaker.AssertRecovers(clock);
    });

    [Fact]
    public void A_swap_to_measured_calls_loses_no_transition() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", OpensAtOnce);

        Threads.Run(
            () => breaker.TryFail(),
            () => breaker.TrySucceed(),
            () => registry.Configure("orders", static options => options.SlowCallDuration = TimeSpan.FromSeconds(1)));

        Assert.Equal((CircuitState.Open, 2), (breaker.State, breaker.GetSnapshot().CountCalls()));
        breaker.AssertRecovers(clock);
    });

    [Fact]
    public void A_window_that_a_swap_replaces_is_judged_again() => Exploration.Run(static () =>
    {
        var registry = new CircuitBreakerRegistry(new ManualClock());
        var breaker = registry.GetOrAdd("orders", Circuit.WithoutRules.With(static options =>
            (options.FailureRatio, options.MinimumThroughput, options.WindowCalls) = (0.5, 2, 2)));

        Threads.Run(
            () => breaker.TryFail(),
            () => breaker.TrySucceed(),
            () =>
            {
                registry.Configure("orders", static options => options.WindowCalls = 3);
                var snapshot = breaker.GetSnapshot();
                Assert.InRange(snapshot.WindowCalls, snapshot.WindowFailures, 2);
            });

        // The swap emptied the window between the two calls, or the two calls opened the circuit.
        var quiet = breaker.GetSnapshot();
        Assert.Equal(2, quiet.CountCalls());
        if (quiet.State == CircuitState.Closed) Assert.InRange(quiet.WindowCalls, 0, 1);
    });

    [Fact]
    public void A_swap_to_disabled_and_back_counts_each_call_and_judges_the_next_failure() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", OpensAtOnce);

        Threads.Run(
            () => breaker.TrySucceed(),
            () => breaker.TryFail(),
            () =>
            {
                registry.Configure("orders", static options => options.Mode = CircuitMode.Disabled);
                registry.Configure("orders", static options => options.Mode = CircuitMode.Enforce);
            });

        Assert.Equal(2, breaker.GetSnapshot().CountCalls());
        breaker.TryFail();
        Assert.Equal((CircuitState.Open, 1), (breaker.State, breaker.GetSnapshot().TimesOpened));
        breaker.AssertRecovers(clock);
    });
}
