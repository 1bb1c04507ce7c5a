namespace Aspects.Tests;

/// <summary>Calls on many threads that fail at the same moment are one transition.</summary>
public sealed class StormTests
{
    private const int Failures = 5;
    private const int CallsPerThread = 4;

    [Fact]
    public void A_storm_of_failures_opens_the_circuit_once_and_counts_as_many_as_it_took()
    {
        var rounds = StressRuns.Of(5_000);
        var clock = new StressClock();
        var breaker = new CircuitBreaker(
            "orders", new() { ConsecutiveFailures = Failures, FailureRatio = 0, BackoffFactor = 1, Jitter = 0, SuccessThreshold = 1 }, clock);
        var error = new TimeoutException();

        Threads.Run(Threads.Many, (index, meet) =>
        {
            var permits = new CircuitPermit[CallsPerThread];
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < permits.Length; i++) Assert.True(breaker.TryEnter(out permits[i]));
                meet();
                for (var i = 0; i < permits.Length; i++) permits[i].Failed(error);
                meet();
                if (index == 0) AssertOneTransition(round);
                meet();
            }
        });

        void AssertOneTransition(int round)
        {
            var storm = breaker.GetSnapshot();
            Assert.Equal(CircuitState.Open, storm.State);
            Assert.Equal((3 * round) + 1, storm.StateChanges);
            Assert.Equal((round + 1) * Failures, storm.Failed);
            Assert.Equal((round + 1) * ((Threads.Many * CallsPerThread) - Failures), storm.StaleOutcomes);
            Assert.Equal(TimeSpan.FromSeconds(30), storm.RetryAfter);

            clock.Advance(TimeSpan.FromSeconds(30));
            Assert.True(breaker.TryEnter(out var probe));
            probe.Succeeded();
            Assert.Equal(CircuitState.Closed, breaker.State);
        }
    }

    [Fact]
    public void No_failure_is_lost_from_the_row()
    {
        var calls = StressRuns.Of(50_000);
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = CircuitBreakerOptions.MaxCount, FailureRatio = 0, BackoffFactor = 1, Jitter = 0 });
        var error = new TimeoutException();

        Threads.Run(Threads.Many, _ =>
        {
            for (var i = 0; i < calls && i < CircuitBreakerOptions.MaxCount / Threads.Many / 2; i++)
            {
                Assert.True(breaker.TryEnter(out var permit));
                permit.Failed(error);
            }
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(snapshot.Failed, snapshot.ConsecutiveFailures);
        Assert.Equal(
            Math.Min(calls, CircuitBreakerOptions.MaxCount / Threads.Many / 2) * Threads.Many, snapshot.ConsecutiveFailures);
    }
}
