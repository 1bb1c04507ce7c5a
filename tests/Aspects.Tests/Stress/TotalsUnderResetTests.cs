namespace Aspects.Tests;

/// <summary>Totals that are read while other threads call, reset and isolate never go backwards.</summary>
public sealed class TotalsUnderResetTests
{
    [Fact]
    public void Totals_never_go_backwards()
    {
        var calls = StressIterations.Scale(100_000);
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 3, MeasureDurations = true }, new StressClock());
        var error = new IOException();
        long[] last = [];

        Threads.Run(Threads.Many, index =>
        {
            // Thread 0 alone compares, so that the order of its reads is the order of time.
            var random = new Random(index);
            for (var call = 0; call < calls; call++)
            {
                if (index == 0)
                {
                    var now = ReadTotals(breaker);
                    for (var total = 0; total < last.Length; total++) Assert.InRange(now[total], last[total], long.MaxValue);
                    last = now;
                }

                if (Flow.TryEnter(breaker, out var permit)) Settle(permit, random, error);
                if (random.Next(20) == 0) breaker.Reset();
                if (random.Next(500) == 0) breaker.Isolate();
            }
        });

        Assert.All(last, static total => Assert.NotEqual(0, total));
    }

    private static void Settle(CircuitPermit permit, Random random, Exception error)
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                permit.Failed(error);
                break;
            case 2:
                permit.Ignored();
                break;
            case 3:
                permit.Settle(CircuitOutcome.Throttled());
                break;
            default:
                permit.Succeeded();
                break;
        }
    }

    private static long[] ReadTotals(CircuitBreaker breaker)
    {
        var snapshot = breaker.GetSnapshot();
        return
        [
            snapshot.Succeeded, snapshot.Failed, snapshot.Ignored, snapshot.Throttled, snapshot.StaleOutcomes, snapshot.Rejected,
            snapshot.Calls, snapshot.StateChanges, snapshot.TimesOpened, snapshot.TimesClosed, snapshot.Durations?.Calls ?? 0,
            snapshot.FailuresByType.Values.Sum(),
        ];
    }
}
