using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>
/// All operations on one breaker with all rules, on several threads at the same time. Takes some seconds.
/// <c>ASPECTS_STRESS_ITERATIONS</c> sets the length in thousandths: 4000 is about a minute for the whole folder, a
/// million some hours.
/// </summary>
public sealed class AllOperationsTests
{
    private const int Probes = 2;
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly StressClock _clock = new();
    private readonly TransitionLog _log = new();
    private readonly ConcurrentDictionary<long, Counter> _probes = new();
    private readonly Exception _error = new TimeoutException();
    private readonly Exception _cancellation = new OperationCanceledException(Cancelled);
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;

    public AllOperationsTests()
    {
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", static options =>
        {
            options.Jitter = 0;
            options.ConsecutiveFailures = 6;
            options.FailureRatio = 0.6;
            options.MinimumThroughput = 10;
            options.SlowCallDuration = TimeSpan.FromSeconds(1);
            options.SlowCallRatio = 0.6;
            options.MeasureDurations = true;
            options.AdaptiveThreshold = true;
            options.BreakDuration = Break;
            options.MaxBreakDuration = 4 * Break;
            options.MaxConcurrentProbes = Probes;
            options.SuccessThreshold = 2;
            options.ProbeTimeout = TimeSpan.MaxValue;
        });
        _breaker = _registry.GetOrAdd("orders");
        _breaker.Subscribe(_log);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void All_operations_at_once_give_exact_totals_and_the_circuit_recovers(int windowCalls)
    {
        _registry.Configure("orders", options => options.WindowCalls = windowCalls);
        var calls = StressIterations.Scale(150_000);
        long settled = 0, rejected = 0, admitted = 0;

        Threads.Run(Threads.Many, index =>
        {
            var (mySettled, myRejected, myAdmitted) = Call(new Random(index), calls, windowCalls);
            Interlocked.Add(ref settled, mySettled);
            Interlocked.Add(ref rejected, myRejected);
            Interlocked.Add(ref admitted, myAdmitted);
        });

        var snapshot = _breaker.GetSnapshot();
        Assert.Equal((long)Threads.Many * calls, admitted + rejected);
        Assert.Equal(settled, admitted);
        Assert.Equal(rejected, snapshot.Rejected);
        Assert.Equal(
            settled, snapshot.Succeeded + snapshot.Failed + snapshot.Ignored + snapshot.Throttled + snapshot.StaleOutcomes);
        Assert.Equal(settled, snapshot.Durations!.Calls);
        Assert.InRange(snapshot.Slow, 1, settled);
        long[] kinds = [snapshot.Succeeded, snapshot.Failed, snapshot.Ignored, snapshot.Throttled, snapshot.StaleOutcomes, snapshot.WouldHaveRejected];
        Assert.All(kinds, static kind => Assert.NotEqual(0, kind));
        Assert.InRange(snapshot.WindowCalls, snapshot.WindowFailures, long.MaxValue);
        Assert.Equal(0, snapshot.CallbackErrors);

        Assert.Equal(snapshot.StateChanges, WaitForAllTransitions());
        _log.AssertIsComplete();
        AssertRecovers();
    }

    private long WaitForAllTransitions()
    {
        TestTimeout.WaitUntil(() => _log.Count == _breaker.GetSnapshot().StateChanges);
        return _log.Count;
    }

    private (long Settled, long Rejected, long Admitted) Call(Random random, int calls, int windowCalls)
    {
        long settled = 0, rejected = 0, admitted = 0;
        var held = new List<CircuitPermit>();
        for (var i = 0; i < calls; i++)
        {
            // A listener with a backlog of thousands loses transitions by design. The test keeps the backlog small.
            if (i % 256 == 0) TestTimeout.WaitUntil(() => _breaker.GetSnapshot().StateChanges - _log.Count < 2_000);
            DoOtherOperation(random, windowCalls);
            if (Flow.TryEnter(_breaker, out var permit))
            {
                admitted++;
                CountProbe(ref permit, by: 1);
                held.Add(permit);
            }
            else
            {
                rejected++;
                permit.Succeeded();
            }

            while (held.Count > 8 || (held.Count > 0 && random.Next(2) == 0))
            {
                var which = random.Next(held.Count);
                var ending = held[which];
                held.RemoveAt(which);
                Settle(ref ending, random);
                settled++;
            }
        }

        foreach (var last in held)
        {
            var ending = last;
            Settle(ref ending, random);
            settled++;
        }

        return (settled, rejected, admitted);
    }

    private void DoOtherOperation(Random random, int windowCalls)
    {
        switch (random.Next(512))
        {
            case < 40:
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(1_500)));
                break;
            case < 44:
                _clock.Advance(Break);
                break;
            case 44:
                _breaker.Isolate();
                break;
            case 45 or 46 or 47:
                _breaker.Release();
                break;
            case 48:
                _breaker.Reset();
                break;
            case 49:
                var failures = random.Next(3, 8);
                _registry.Configure("orders", options => options.ConsecutiveFailures = failures);
                break;
            case 50:
                var window = TimeSpan.FromSeconds(random.Next(1, 30));
                var other = random.Next(4) == 0 ? 20 - Math.Min(windowCalls, 10) : windowCalls;
                _registry.Configure("orders", options => (options.Window, options.WindowCalls) = (window, other));
                break;
            case 51:
                var limit = TimeSpan.FromMilliseconds(random.Next(50, 1_500));
                _registry.Configure("orders", options => options.SlowCallDuration = limit);
                break;
            case 52:
                var mode = random.Next(4) == 0 ? CircuitMode.Monitor : CircuitMode.Enforce;
                _registry.Configure("orders", options => options.Mode = mode);
                break;
            case 53 or 54:
                var snapshot = _breaker.GetSnapshot();
                Assert.True(snapshot.RetryAfter is null || snapshot.RetryAfter >= TimeSpan.Zero);
                Assert.Equal(snapshot.State == CircuitState.Closed, snapshot.OpenedAt is null);
                break;
        }
    }

    private void Settle(ref CircuitPermit permit, Random random)
    {
        CountProbe(ref permit, by: -1);
        switch (random.Next(64))
        {
            case < 40:
                permit.Succeeded();
                break;
            case < 58:
                permit.Failed(_error);
                break;
            case < 62:
                permit.Failed(_cancellation, Cancelled);
                break;
            case 62:
                permit.Settle(CircuitOutcome.FailureWithRetryAfter(TimeSpan.FromSeconds(15)));
                break;
            default:
                permit.Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(random.Next(5))));
                break;
        }

        permit.Succeeded();
    }

    // Order: count down before the settlement frees the slot, because another thread may take the slot at once.
    private void CountProbe(ref CircuitPermit permit, int by)
    {
        var entry = PermitEntry.Read(ref permit);
        if (entry.State != CircuitState.HalfOpen || entry.IsPassThrough) return;
        var counter = _probes.GetOrAdd(entry.Epoch, static _ => new Counter());
        Assert.InRange(Interlocked.Add(ref counter.Value, by), 0, Probes);
    }

    private void AssertRecovers()
    {
        _registry.Configure("orders", static options =>
            (options.Mode, options.ConsecutiveFailures, options.FailureRatio, options.SlowCallRatio) = (CircuitMode.Enforce, 6, 0, 1));
        _breaker.Release();
        _clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 2 && _breaker.State != CircuitState.Closed; i++)
        {
            Assert.True(Flow.TryEnter(_breaker, out var permit));
            permit.Succeeded();
        }

        Assert.Equal(CircuitState.Closed, _breaker.State);
        Assert.Equal(0, _breaker.GetSnapshot().SlowCallsInFlight);
        while (Flow.TryEnter(_breaker, out var failing)) failing.Failed(_error);
        Assert.Equal(CircuitState.Open, _breaker.State);
        _clock.Advance(Break);
        for (var i = 0; i < Probes; i++) Assert.True(Flow.TryEnter(_breaker, out _));
        Assert.False(Flow.TryEnter(_breaker, out _));
    }

    private sealed class Counter
    {
        public int Value;
    }
}
