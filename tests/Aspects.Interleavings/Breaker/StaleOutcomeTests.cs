namespace Aspects.Interleavings;

/// <summary>An outcome of an older epoch changes nothing but a total.</summary>
public sealed class StaleOutcomeTests
{
    private static CircuitBreakerOptions OneFailureOrRatio => Circuit.WithoutRules.With(static options =>
        (options.ConsecutiveFailures, options.FailureRatio, options.MinimumThroughput) = (3, 1, 100));

    [Fact]
    public void Outcomes_of_calls_before_a_reset_never_reach_the_window_after_the_reset() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", OneFailureOrRatio, new ManualClock());
        var (first, second) = (breaker.Enter(), breaker.Enter());

        Threads.Run(first.Succeeded, () => second.Failed(Circuit.Error), breaker.Reset);

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((0, 0), (snapshot.WindowCalls, snapshot.ConsecutiveFailures));
        Assert.Equal(2, snapshot.CountCalls());
    });

    [Fact]
    public void A_failure_of_a_call_before_an_isolation_never_opens_the_released_circuit() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1));
        var permit = breaker.Enter();

        Threads.Run(
            () => permit.Failed(Circuit.Error),
            () =>
            {
                breaker.Isolate();
                breaker.Release();
            });

        Assert.Equal(CircuitState.Closed, breaker.State);
        Assert.Equal(1, breaker.GetSnapshot().CountCalls());
    });
}
