namespace Aspects.Tests;

/// <summary>Concurrent enumerations with different ends, while the circuit opens, probes and closes.</summary>
public sealed class ConcurrentStreamsTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private readonly StressClock _clock = new();

    [Fact]
    public async Task Each_enumeration_is_counted_once_by_its_outcome()
    {
        // No rule opens the circuit, so that every enumeration is in the total of its outcome.
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 0, FailureRatio = 0, SlowCallDuration = TimeSpan.FromHours(1), SlowCallRatio = 1 }, _clock);
        var enumerations = StressIterations.Scale(40_000);
        var tallies = await RunAsync(breaker, enumerations);

        var all = tallies.Aggregate(static (a, b) => a.Plus(b));
        Assert.Equal((all.Succeeded, all.Failed, all.Ignored, 0, 0), breaker.Totals());
        Assert.Equal(enumerations * Threads.Many, breaker.GetSnapshot().Calls);
        Assert.Equal(0, breaker.GetSnapshot().SlowCallsInFlight);
        Assert.True(all is { Succeeded: > 100, Failed: > 100, Ignored: > 100 });
    }

    [Fact]
    public async Task Totals_are_exact_and_no_probe_slot_is_lost_while_the_circuit_opens_and_recovers()
    {
        var breaker = new CircuitBreaker(
            "orders",
            new()
            {
                ConsecutiveFailures = 2,
                FailureRatio = 0,
                Jitter = 0,
                BackoffFactor = 1,
                BreakDuration = Break,
                MaxConcurrentProbes = 2,
                SuccessThreshold = 2,
                ProbeTimeout = TimeSpan.MaxValue,
            },
            _clock);
        var enumerations = StressIterations.Scale(40_000);
        var tallies = await RunAsync(breaker, enumerations);

        var all = tallies.Aggregate(static (a, b) => a.Plus(b));
        var totals = breaker.Totals();
        Assert.Equal(all.Rejected, totals.Rejected);
        Assert.Equal(all.Succeeded + all.Failed + all.Ignored, totals.Succeeded + totals.Failed + totals.Ignored + totals.StaleOutcomes);
        Assert.InRange(totals.Succeeded, 1, all.Succeeded);
        Assert.InRange(totals.Failed, 1, all.Failed);
        Assert.InRange(totals.Ignored, 1, all.Ignored);
        Assert.True(breaker.GetSnapshot().StateChanges > 100);

        _clock.Advance(Break);
        for (var i = 0; i < 2; i++) await breaker.Guard(Items(2, isSuspended: false, error: null)).ToListAsync();
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    private async Task<Tally[]> RunAsync(CircuitBreaker breaker, int enumerations) =>
        await Task.WhenAll(Enumerable.Range(0, Threads.Many).Select(
            index => Task.Run(() => EnumerateAsync(breaker, new Random(index), enumerations))));

    private async Task<Tally> EnumerateAsync(CircuitBreaker breaker, Random random, int enumerations)
    {
        var tally = default(Tally);
        for (var i = 0; i < enumerations; i++)
        {
            if (random.Next(8) == 0) _clock.Advance(Break / 2);
            var (items, ending, isSuspended) = (random.Next(3), random.Next(4), random.Next(4) == 0);
            using var source = new CancellationTokenSource();
            Exception? error = ending switch
            {
                0 => new IOException(),
                1 => new OperationCanceledException(source.Token),
                _ => null,
            };
            if (ending == 1) await source.CancelAsync();
            try
            {
                var left = ending == 2 ? 1 : int.MaxValue;
                await foreach (var _ in breaker.Guard(Items(items, isSuspended, error), source.Token))
                {
                    if (--left == 0) break;
                }

                tally.Succeeded++;
            }
            catch (IOException)
            {
                tally.Failed++;
            }
            catch (CircuitBreakerOpenException)
            {
                tally.Rejected++;
            }
            catch (OperationCanceledException thrown)
            {
                // The cancellation comes from the callee, or from a rejection with a cancelled token.
                if (ReferenceEquals(thrown, error)) tally.Ignored++;
                else tally.Rejected++;
            }
        }

        return tally;
    }

    private static async IAsyncEnumerable<int> Items(int count, bool isSuspended, Exception? error)
    {
        for (var i = 0; i < count; i++)
        {
            if (isSuspended) await Task.Yield();
            yield return i;
        }

        if (isSuspended) await Task.Yield();
        if (error is not null) throw error;
    }

    private record struct Tally(long Succeeded, long Failed, long Ignored, long Rejected)
    {
        public readonly Tally Plus(Tally other) => new(
            Succeeded + other.Succeeded, Failed + other.Failed, Ignored + other.Ignored, Rejected + other.Rejected);
    }
}
