using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>
/// Threads that call, fail, cancel, settle stale permits, settle twice, drop permits, advance the clock, change
/// settings and read, all at the same time.
/// </summary>
public sealed class MixedCallsTests
{
    private const int Probes = 2;

    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly StressClock _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;
    private readonly Exception _error = new TimeoutException();
    private readonly Exception _cancellation = new OperationCanceledException(Cancelled);

    public MixedCallsTests()
    {
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", static options =>
        {
            options.Jitter = 0;
            options.FailureRatio = 0;
            options.BackoffFactor = 1;
            options.ConsecutiveFailures = 3;
            options.BreakDuration = Break;
            options.MaxConcurrentProbes = Probes;
            options.SuccessThreshold = 2;
            options.ProbeTimeout = TimeSpan.MaxValue;
        });
        _breaker = _registry.GetOrAdd("orders");
    }

    [Fact]
    public void Totals_are_exact_and_the_circuit_recovers()
    {
        var calls = StressIterations.Scale(400_000);
        _registry.Configure("orders", static options => options.ProbeTimeout = TimeSpan.FromSeconds(20));
        var tallies = new Tally[Threads.Many];

        Threads.Run(Threads.Many, index => tallies[index] = Call(new Random(index), calls));

        var snapshot = _breaker.GetSnapshot();
        var all = tallies.Aggregate(static (a, b) => a.Plus(b));
        Assert.Equal(all.Rejected, snapshot.Rejected);
        Assert.Equal(all.Settled, snapshot.Succeeded + snapshot.Failed + snapshot.Ignored + snapshot.StaleOutcomes);
        Assert.InRange(snapshot.Succeeded, 1, all.Succeeded);
        Assert.InRange(snapshot.Failed, 1, all.Failed);
        Assert.InRange(snapshot.Ignored, 1, all.Ignored);
        Assert.Equal(all.Settled + all.Rejected, snapshot.Calls);
        Assert.InRange(snapshot.StateChanges, calls / 100, calls * Threads.Many);
        AssertRecovers();
    }

    [Fact]
    public void One_half_open_epoch_never_has_more_concurrent_probes_than_allowed()
    {
        var calls = StressIterations.Scale(400_000);
        var probesByEpoch = new ConcurrentDictionary<long, Counter>();
        long probes = 0;

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            for (var i = 0; i < calls; i++)
            {
                if (random.Next(8) == 0) _clock.Advance(Break / 2);
                if (!Flow.TryEnter(_breaker, out var permit)) continue;
                var entry = PermitEntry.Read(ref permit);
                if (entry.State != CircuitState.HalfOpen)
                {
                    Settle(ref permit, random);
                    continue;
                }

                var epoch = probesByEpoch.GetOrAdd(entry.Epoch, static _ => new Counter());
                Assert.InRange(Interlocked.Increment(ref epoch.Value), 1, Probes);
                Interlocked.Increment(ref probes);
                if (random.Next(4) == 0) Thread.Yield();
                Interlocked.Decrement(ref epoch.Value);
                Settle(ref permit, random);
            }
        });

        Assert.True(probes > 100);
        AssertRecovers();
    }

    [Fact]
    public void A_half_open_circuit_loses_no_probe_slot_however_its_probes_end()
    {
        var calls = Math.Min(StressIterations.Scale(100_000), CircuitBreakerOptions.MaxCount / Threads.Many);
        _registry.Configure("orders", static options => options.SuccessThreshold = CircuitBreakerOptions.MaxCount);
        OpenAndElapse();

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            for (var i = 0; i < calls; i++)
            {
                if (!Flow.TryEnter(_breaker, out var permit)) continue;
                if (random.Next(16) == 0) Thread.Yield();
                if (random.Next(2) == 0) permit.Succeeded();
                else permit.Ignored();
                permit.Ignored();
            }
        });

        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
        Assert.Equal(0, _breaker.GetSnapshot().StaleOutcomes);
        for (var i = 0; i < Probes; i++) Assert.True(Flow.TryEnter(_breaker, out _));
        Assert.False(Flow.TryEnter(_breaker, out _));
    }

    private Tally Call(Random random, int calls)
    {
        var tally = default(Tally);
        var held = new List<CircuitPermit>();
        for (var i = 0; i < calls; i++)
        {
            DoOtherOperation(random);
            if (Flow.TryEnter(_breaker, out var permit))
            {
                // Some permits are dropped and never settled.
                if (random.Next(50) != 0) held.Add(permit);
            }
            else
            {
                tally.Rejected++;
                permit.Succeeded();
            }

            // Some calls end at once, others after many later calls.
            while (held.Count > 8 || (held.Count > 0 && random.Next(2) == 0))
            {
                var which = random.Next(held.Count);
                var ending = held[which];
                held.RemoveAt(which);
                tally.Add(Settle(ref ending, random));
            }
        }

        foreach (var last in held)
        {
            var ending = last;
            tally.Add(Settle(ref ending, random));
        }

        return tally;
    }

    private void DoOtherOperation(Random random)
    {
        switch (random.Next(64))
        {
            case 0 or 1:
                _clock.Advance(Break / 2);
                break;
            case 2:
                var limit = random.Next(1, 4);
                _registry.Configure("orders", options => options.ConsecutiveFailures = limit);
                break;
            case 3:
                var threshold = random.Next(1, 4);
                _registry.Configure("orders", options => options.SuccessThreshold = threshold);
                break;
            case 4 or 5:
                var snapshot = _breaker.GetSnapshot();
                Assert.True(snapshot.RetryAfter is null || snapshot.RetryAfter >= TimeSpan.Zero);
                Assert.Equal(snapshot.Reason is CircuitReason.None or CircuitReason.ProbesSucceeded, snapshot.State == CircuitState.Closed);
                Assert.Equal(snapshot.State == CircuitState.Closed, snapshot.OpenedAt is null);
                break;
        }
    }

    private CallKind Settle(ref CircuitPermit permit, Random random)
    {
        var kind = random.Next(5) switch
        {
            0 or 1 => CallKind.Failed,
            2 => CallKind.Ignored,
            _ => CallKind.Succeeded,
        };
        switch (kind)
        {
            case CallKind.Succeeded:
                permit.Succeeded();
                break;
            case CallKind.Failed:
                permit.Failed(_error);
                break;
            default:
                permit.Failed(_cancellation, Cancelled);
                break;
        }

        permit.Succeeded();
        return kind;
    }

    private void OpenAndElapse()
    {
        while (_breaker.State == CircuitState.Closed)
        {
            Assert.True(Flow.TryEnter(_breaker, out var permit));
            permit.Failed(_error);
        }

        _clock.Advance(Break);
    }

    // After all breaks and leases have elapsed, successful calls close the circuit, and all probe slots are free.
    private void AssertRecovers()
    {
        _registry.Configure("orders", static options =>
        {
            options.SuccessThreshold = 2;
            options.ConsecutiveFailures = 3;
        });
        _clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 2 && _breaker.State != CircuitState.Closed; i++)
        {
            Assert.True(Flow.TryEnter(_breaker, out var permit));
            permit.Succeeded();
        }

        Assert.Equal(CircuitState.Closed, _breaker.State);
        OpenAndElapse();
        for (var i = 0; i < Probes; i++) Assert.True(Flow.TryEnter(_breaker, out _));
        Assert.False(Flow.TryEnter(_breaker, out _));
    }

    private sealed class Counter
    {
        public int Value;
    }

    private struct Tally
    {
        public long Succeeded;
        public long Failed;
        public long Ignored;
        public long Rejected;

        public readonly long Settled => Succeeded + Failed + Ignored;

        public void Add(CallKind kind)
        {
            switch (kind)
            {
                case CallKind.Succeeded:
                    Succeeded++;
                    break;
                case CallKind.Failed:
                    Failed++;
                    break;
                default:
                    Ignored++;
                    break;
            }
        }

        public readonly Tally Plus(Tally other) => new()
        {
            Succeeded = Succeeded + other.Succeeded,
            Failed = Failed + other.Failed,
            Ignored = Ignored + other.Ignored,
            Rejected = Rejected + other.Rejected,
        };
    }
}
