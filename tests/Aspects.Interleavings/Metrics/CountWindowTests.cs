namespace Aspects.Interleavings;

/// <summary>A count window is exact, whatever the order of the outcomes.</summary>
public sealed class CountWindowTests
{
    [Fact]
    public void One_failure_among_five_calls_never_fills_a_window_of_two_calls() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options =>
            (options.FailureRatio, options.WindowCalls, options.MinimumThroughput) = (1, 2, 2)));

        Threads.Run(
            () => _ = breaker.TryFail() && breaker.TrySucceed(),
            () => _ = breaker.TrySucceed() && breaker.TrySucceed() && breaker.TrySucceed(),
            () =>
            {
                var snapshot = breaker.GetSnapshot();
                Assert.InRange(snapshot.WindowCalls, snapshot.WindowFailures, 2);
                Assert.InRange(snapshot.WindowFailures, 0, 1);
            });

        Assert.Equal(CircuitState.Closed, breaker.State);
        Assert.Equal((2, 5), (breaker.GetSnapshot().WindowCalls, breaker.GetSnapshot().CountCalls()));
    });

    [Fact]
    public void A_window_that_reaches_its_ratio_opens_the_circuit() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options =>
            (options.FailureRatio, options.WindowCalls, options.MinimumThroughput) = (0.5, 4, 2)));

        Threads.Run(() => breaker.TryFail(), () => breaker.TrySucceed());

        Assert.Equal(CircuitState.Open, breaker.State);
    });
}
