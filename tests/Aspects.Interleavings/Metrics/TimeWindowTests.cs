namespace Aspects.Interleavings;

/// <summary>A time window counts each call in its bucket, while the clock enters the next bucket.</summary>
public sealed class TimeWindowTests
{
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(1);

    private static CircuitBreakerOptions Ratio(double ratio, int minimumThroughput) => Circuit.WithoutRules.With(options =>
        (options.FailureRatio, options.Window, options.MinimumThroughput) = (ratio, 8 * Bucket, minimumThroughput));

    [Fact]
    public void Calls_at_the_edge_of_a_bucket_are_counted_once_and_expire_with_their_bucket() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Ratio(1, minimumThroughput: 100), clock);
        var edge = clock.GetTimestamp() + Bucket.Ticks;
        var late = 0;

        Threads.Run(
            () =>
            {
                Call(succeeds: true);
                Call(succeeds: true);
            },
            () => Call(succeeds: false),
            () =>
            {
                clock.Advance(Bucket);
                Call(succeeds: true);
                var snapshot = breaker.GetSnapshot();
                Assert.InRange(snapshot.WindowCalls, snapshot.WindowFailures + 1, 4);
                Assert.InRange(snapshot.WindowFailures, 0, 1);
            });

        Assert.Equal((4, 1), CountWindow(breaker));
        clock.Advance(7 * Bucket);
        Assert.InRange(breaker.GetSnapshot().WindowCalls, late, 4);
        clock.Advance(Bucket);
        Assert.Equal((0, 0), CountWindow(breaker));

        void Call(bool succeeds)
        {
            if (clock.GetTimestamp() >= edge) Interlocked.Increment(ref late);
            Assert.True(succeeds ? breaker.TrySucceed() : breaker.TryFail());
        }
    });

    [Fact]
    public void A_window_that_reaches_its_ratio_opens_the_circuit() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Ratio(0.5, minimumThroughput: 2), clock);

        Threads.Run(() => breaker.TryFail(), () => breaker.TrySucceed(), () => clock.Advance(Bucket));

        Assert.Equal(CircuitState.Open, breaker.State);
    });

    [Fact]
    public void One_failure_among_four_calls_never_reaches_a_ratio_of_one_half() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Ratio(0.5, minimumThroughput: 4), clock);

        Threads.Run(
            () => _ = breaker.TrySucceed() && breaker.TrySucceed(),
            () => _ = breaker.TryFail() && breaker.TrySucceed(),
            () => clock.Advance(Bucket));

        Assert.Equal(CircuitState.Closed, breaker.State);
        Assert.Equal((4, 1), CountWindow(breaker));
    });

    private static (long Calls, long Failures) CountWindow(CircuitBreaker breaker)
    {
        var snapshot = breaker.GetSnapshot();
        return (snapshot.WindowCalls, snapshot.WindowFailures);
    }
}
