namespace Aspects.Tests;

/// <summary>Callers on many threads enter at the same moment after a break.</summary>
public sealed class ConcurrentProbesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Exactly_MaxConcurrentProbes_probes_are_admitted_and_the_other_calls_are_rejected(int probes)
    {
        const int CallsPerThread = 3;
        var rounds = StressIterations.Scale(5_000);
        var clock = new StressClock();
        var breaker = new CircuitBreaker(
            "orders",
            new() { ConsecutiveFailures = 1, FailureRatio = 0, BackoffFactor = 1, Jitter = 0, MaxConcurrentProbes = probes, ProbeTimeout = TimeSpan.MaxValue },
            clock);
        var error = new TimeoutException();
        Assert.True(Flow.TryEnter(breaker, out var first));
        first.Failed(error);
        var admitted = 0;

        Threads.Run(Threads.Many, (index, waitForAll) =>
        {
            var mine = new List<CircuitPermit>();
            for (var round = 0; round < rounds; round++)
            {
                if (index == 0)
                {
                    admitted = 0;
                    clock.Advance(TimeSpan.FromSeconds(30));
                }

                waitForAll();
                mine.Clear();
                for (var i = 0; i < CallsPerThread; i++)
                {
                    if (!Flow.TryEnter(breaker, out var permit)) continue;
                    Interlocked.Increment(ref admitted);
                    mine.Add(permit);
                }

                waitForAll();
                Assert.Equal(probes, admitted);
                foreach (var permit in mine) permit.Failed(error);
                waitForAll();
            }
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(CircuitState.Open, snapshot.State);
        Assert.Equal(1 + (2 * rounds), snapshot.StateChanges);
        Assert.Equal(rounds + 1, snapshot.Failed);
        Assert.Equal(rounds * (probes - 1), snapshot.StaleOutcomes);
        Assert.Equal(rounds * ((Threads.Many * CallsPerThread) - probes), snapshot.Rejected);
    }
}
