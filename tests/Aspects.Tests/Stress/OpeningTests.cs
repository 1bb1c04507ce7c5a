namespace Aspects.Tests;

/// <summary>Whoever sees that a circuit has opened also sees how long for, and why.</summary>
public sealed class OpeningTests
{
    [Fact]
    public void A_circuit_seen_open_is_never_seen_with_a_break_that_has_elapsed() => Watch(static breaker =>
    {
        CircuitState seen;
        var spin = default(SpinWait);
        while ((seen = breaker.State) == CircuitState.Closed) spin.SpinOnce(sleep1Threshold: -1);

        Assert.Equal(CircuitState.Open, seen);
    });

    [Fact]
    public void A_rejected_caller_is_told_the_failure_and_the_wait() => Watch(static breaker =>
    {
        CircuitPermit permit;
        var spin = default(SpinWait);
        while (breaker.TryEnter(out permit))
        {
            permit.Ignored();
            spin.SpinOnce(sleep1Threshold: -1);
        }

        var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
        Assert.Equal(CircuitState.Open, rejection.State);
        Assert.Equal(TimeSpan.MaxValue, rejection.RetryAfter);
        Assert.IsType<TimeoutException>(rejection.InnerException);
    });

    // One thread opens the circuit while the others watch, with a new breaker in each round.
    private static void Watch(Action<CircuitBreaker> watch)
    {
        var clock = new StressClock();
        var error = new TimeoutException();
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1, FailureRatio = 0, BackoffFactor = 1, Jitter = 0, BreakDuration = TimeSpan.MaxValue };
        var breakers = Enumerable.Range(0, StressRuns.Of(20_000))
            .Select(_ => new CircuitBreaker("orders", options, clock))
            .ToArray();

        Threads.Run(2, (index, meet) =>
        {
            foreach (var breaker in breakers)
            {
                meet();
                if (index == 0 && breaker.TryEnter(out var permit)) permit.Failed(error);
                else if (index != 0) watch(breaker);
            }
        });
    }
}
