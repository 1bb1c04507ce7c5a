namespace Aspects.Interleavings;

/// <summary>Each call in flight is added and removed once, so that only slow calls in flight count as slow.</summary>
public sealed class CallsInFlightTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    // A ring of cells covers twice the limit. After this time a bucket takes the cell of an older one.
    private static readonly TimeSpan Round = 2 * Limit;

    private static CircuitBreakerOptions WatchingSlowCalls => Circuit.WithoutRules.With(static options =>
        (options.SlowCallDuration, options.SlowCallRatio, options.MinimumThroughput) = (Limit, 1, 100));

    [Fact]
    public void Calls_of_buckets_with_one_cell_are_removed_once() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", WatchingSlowCalls, clock);

        Threads.Run(
            () => breaker.TrySucceed(),
            () => breaker.TryFail(),
            () => clock.Advance(Round));

        AssertCountsSlowCallsInFlight(breaker, clock);
    });

    [Fact]
    public void Calls_in_flight_at_a_reset_are_not_removed_from_the_next_epoch() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", WatchingSlowCalls, clock);

        Threads.Run(() => breaker.TrySucceed(), () => clock.Advance(Limit), breaker.Reset);

        AssertCountsSlowCallsInFlight(breaker, clock);
    });

    [Fact]
    public void Calls_in_flight_at_a_new_limit_are_not_removed_from_their_successors() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        var breaker = registry.GetOrAdd("orders", WatchingSlowCalls);

        Threads.Run(
            () => breaker.TrySucceed(),
            () => clock.Advance(Limit),
            () => registry.Configure("orders", static options => options.SlowCallDuration = Limit / 2));

        AssertCountsSlowCallsInFlight(breaker, clock);
    });

    private static void AssertCountsSlowCallsInFlight(CircuitBreaker breaker, ManualClock clock)
    {
        clock.Advance(2 * Limit);
        Assert.Equal(0, breaker.GetSnapshot().SlowCallsInFlight);
        Assert.True(breaker.TryEnter(out var permit));
        clock.Advance(2 * Limit);
        Assert.Equal(1, breaker.GetSnapshot().SlowCallsInFlight);
        permit.Succeeded();
        Assert.Equal(0, breaker.GetSnapshot().SlowCallsInFlight);
    }
}
