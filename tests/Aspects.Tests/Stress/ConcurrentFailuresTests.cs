namespace Aspects.Tests;

/// <summary>Calls on many threads that fail at the same moment cause one transition.</summary>
public sealed class ConcurrentFailuresTests
{
    private const int Failures = 5;
    private const int CallsPerThread = 4;

    [Fact]
    public void Concurrent_failures_open_the_circuit_once_and_the_later_failures_are_stale()
    {
        var rounds = StressIterations.Scale(5_000);
        var clock = new StressClock();
        var breaker = new CircuitBreaker(
            "orders", new() { ConsecutiveFailures = Failures, FailureRatio = 0, BackoffFactor = 1, Jitter = 0, SuccessThreshold = 1 }, clock);
        var error = new TimeoutException();

        Threads.Run(Threads.Many, (index, waitForAll) =>
        {
            var permits = new CircuitPermit[CallsPerThread];
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < permits.Length; i++) Assert.True(Flow.TryEnter(breaker, out permits[i]));
                waitForAll();
                for (var i = 0; i < permits.Length; i++) permits[i].Failed(error);
                waitForAll();
                if (index == 0) AssertOneTransition(round);
                waitForAll();
            }
        });

        void AssertOneTransition(int round)
        {
            var snapshot = breaker.GetSnapshot();
            Assert.Equal(CircuitState.Open, snapshot.State);
            Assert.Equal((3 * round) + 1, snapshot.StateChanges);
            Assert.Equal((round + 1) * Failures, snapshot.Failed);
            Assert.Equal((round + 1) * ((Threads.Many * CallsPerThread) - Failures), snapshot.StaleOutcomes);
            Assert.Equal(TimeSpan.FromSeconds(30), snapshot.RetryAfter);

            clock.Advance(TimeSpan.FromSeconds(30));
            Assert.True(Flow.TryEnter(breaker, out var probe));
            probe.Succeeded();
            Assert.Equal(CircuitState.Closed, breaker.State);
        }
    }

    [Fact]
    public void No_consecutive_failure_is_lost()
    {
        var calls = StressIterations.Scale(50_000);
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = CircuitBreakerOptions.MaxCount, FailureRatio = 0, BackoffFactor = 1, Jitter = 0 });
        var error = new TimeoutException();

        Threads.Run(Threads.Many, _ =>
        {
            for (var i = 0; i < calls && i < CircuitBreakerOptions.MaxCount / Threads.Many / 2; i++)
            {
                Assert.True(Flow.TryEnter(breaker, out var permit));
                permit.Failed(error);
            }
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(snapshot.Failed, snapshot.ConsecutiveFailures);
        Assert.Equal(
            Math.Min(calls, CircuitBreakerOptions.MaxCount / Threads.Many / 2) * Threads.Many, snapshot.ConsecutiveFailures);
    }
}
