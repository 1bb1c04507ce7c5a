namespace Aspects.Tests;

/// <summary>A thread that reads an open state also reads the break and the reason of the opening.</summary>
public sealed class OpeningVisibilityTests
{
    [Fact]
    public void A_new_opening_never_reads_as_an_elapsed_break() => ReadDuringOpening(static breaker =>
    {
        CircuitState seen;
        var spin = default(SpinWait);
        while ((seen = breaker.State) == CircuitState.Closed) spin.SpinOnce(sleep1Threshold: -1);

        Assert.Equal(CircuitState.Open, seen);
    });

    [Fact]
    public void A_rejection_at_the_opening_has_the_failure_and_the_wait() => ReadDuringOpening(static breaker =>
    {
        CircuitPermit permit;
        var spin = default(SpinWait);
        while (Flow.TryEnter(breaker, out permit))
        {
            permit.Ignored();
            spin.SpinOnce(sleep1Threshold: -1);
        }

        var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
        Assert.Equal(CircuitState.Open, rejection.State);
        Assert.Equal(TimeSpan.MaxValue, rejection.RetryAfter);
        Assert.IsType<TimeoutException>(rejection.InnerException);
    });

    // One thread opens the circuit while the other thread reads, with a new breaker in each round.
    private static void ReadDuringOpening(Action<CircuitBreaker> read)
    {
        var clock = new StressClock();
        var error = new TimeoutException();
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1, FailureRatio = 0, BackoffFactor = 1, Jitter = 0, BreakDuration = TimeSpan.MaxValue };
        var breakers = Enumerable.Range(0, StressIterations.Scale(20_000))
            .Select(_ => new CircuitBreaker("orders", options, clock))
            .ToArray();

        Threads.Run(2, (index, waitForAll) =>
        {
            foreach (var breaker in breakers)
            {
                waitForAll();
                if (index == 0 && Flow.TryEnter(breaker, out var permit)) permit.Failed(error);
                else if (index != 0) read(breaker);
            }
        });
    }
}
