namespace Aspects.Tests;

/// <summary>With as many probe slots as threads, each freed slot is available to the next call.</summary>
public sealed class ProbeSlotReuseTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(Threads.Many)]
    public void No_call_is_rejected_while_each_thread_has_a_probe_slot(int threads)
    {
        var calls = Math.Min(StressIterations.Scale(200_000), CircuitBreakerOptions.MaxCount / Threads.Many);
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
        Assert.True(Flow.TryEnter(breaker, out var failing));
        failing.Failed(new TimeoutException());
        clock.Advance(TimeSpan.FromSeconds(30));

        Threads.Run(threads, index =>
        {
            for (var i = 0; i < calls; i++)
            {
                if (!Flow.TryEnter(breaker, out var probe)) Assert.Fail($"Call {i} of thread {index} was rejected although a probe slot is free.");
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
