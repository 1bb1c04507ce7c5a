namespace Aspects.Tests;

/// <summary>Where there are as many places as threads, each place given back is there for the next call.</summary>
public sealed class PlacesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(Threads.Many)]
    public void Nobody_is_rejected_while_there_is_a_place_for_everybody(int threads)
    {
        var calls = Math.Min(StressRuns.Of(200_000), CircuitBreakerOptions.MaxCount / Threads.Many);
        var clock = new StressClock();
        var breaker = new CircuitBreaker(
            "orders",
            new()
            {
                ConsecutiveFailures = 1,
                FailureRatio = 0,
                BackoffFactor = 1,
                Jitter = 0,
                MaxConcurrentProbes = threads,
                SuccessThreshold = CircuitBreakerOptions.MaxCount,
                ProbeTimeout = TimeSpan.MaxValue,
            },
            clock);
        Assert.True(breaker.TryEnter(out var failing));
        failing.Failed(new TimeoutException());
        clock.Advance(TimeSpan.FromSeconds(30));

        Threads.Run(threads, index =>
        {
            for (var i = 0; i < calls; i++)
            {
                if (!breaker.TryEnter(out var probe)) Assert.Fail($"Rejected in call {i} of thread {index}.");
                if (i % 2 == 0) probe.Ignored();
                else probe.Succeeded();
            }
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(CircuitState.HalfOpen, snapshot.State);
        Assert.Equal(threads * calls, snapshot.Succeeded + snapshot.Ignored);
        Assert.Equal(0, snapshot.StaleOutcomes);
    }
}
