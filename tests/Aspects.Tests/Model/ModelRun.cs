using System.Collections.ObjectModel;

namespace Aspects.Tests;

/// <summary>
/// Runs a scenario on the breaker and on the reference, and compares their snapshots after each step.
/// </summary>
internal sealed class ModelRun
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    // An entry inside another call is made inside one of so many latest calls.
    private const int RecentCalls = 4;

    private static readonly CircuitBreakerOpenException Rejection = new("inner", CircuitState.Open);

    private readonly TestClock _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;
    private readonly ReferenceBreaker _reference;
    private readonly ModelHealthProbe _healthProbe = new();
    private readonly CircuitBreakerPartition<string>? _partition;
    private readonly List<EnteredCall> _all = [];
    private readonly List<EnteredCall> _pending = [];

    private int _watchesBegun;
    private bool _isEvicted;

    private ModelRun(ReferenceSettings settings, bool hasKey)
    {
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", options => settings.CopyTo(options, _healthProbe));
        _partition = hasKey ? _registry.GetOrAddPartition<string>("orders", capacity: 1) : null;
        _breaker = _partition?["a"] ?? _registry.GetOrAdd("orders");
        _reference = new ReferenceBreaker(settings, hasKey ? "a" : null, Now);
    }

    private long Now => _clock.GetTimestamp();

    /// <returns>The reference after the last step.</returns>
    public static ReferenceBreaker Play(Scenario scenario)
    {
        var run = new ModelRun(scenario.Settings, scenario.HasKey);
        foreach (var operation in scenario.Operations)
        {
            run.Apply(operation);
            run.Compare();
        }

        return run._reference;
    }

    /// <summary>
    /// Runs a scenario without comparison, with the given numbers of reads before the steps, in a cycle.
    /// </summary>
    /// <returns>The number of admitted calls after each step, and the last snapshot.</returns>
    public static IReadOnlyList<string> Trace(Scenario scenario, int[] reads)
    {
        var run = new ModelRun(scenario.Settings, scenario.HasKey);
        var trace = new List<string>();
        for (var step = 0; step < scenario.Operations.Length; step++)
        {
            for (var read = 0; read < reads[step % reads.Length]; read++)
            {
                _ = run._breaker.State;
                _ = run._breaker.GetSnapshot();
            }

            run.Apply(scenario.Operations[step]);
            trace.Add($"{run._pending.Count} of {run._all.Count}");
        }

        trace.Add(run._breaker.GetSnapshot().ToString());
        return trace;
    }

    private void Apply(Operation operation)
    {
        var checks = _healthProbe.Checks;
        ApplyOnly(operation);
        if (_reference.WatchesBegun == _watchesBegun) return;

        // A new watch makes its first check on a thread of the pool.
        _watchesBegun = _reference.WatchesBegun;
        TestTimeout.WaitUntil(() => _healthProbe.Checks > checks);
    }

    private void ApplyOnly(Operation operation)
    {
        switch (operation)
        {
            case Operation.Enter enter:
                Enter(outer: null, enter.TakesToken);
                break;
            case Operation.EnterInside inside when _all.Count > 0:
                Enter(_all[^((inside.Which % Math.Min(_all.Count, RecentCalls)) + 1)], takesToken: false);
                break;
            case Operation.OvertakeProbe when _pending.Find(held => _reference.HoldsSlot(held.Call)) is { } probe:
                Overtake(probe);
                break;
            case Operation.CancelCaller cancel when _pending.Count > 0:
                Cancel(_pending[cancel.Which % _pending.Count]);
                break;
            case Operation.Throw end when TakePending(end.Which) is { } held:
                _reference.SettleErrors(held.Call, [end.Error.Exception], isCancelled: false, Now, _clock.GetUtcNow());
                held.Permit.Failed(end.Error.Exception, held.Caller.Token);
                break;
            case Operation.ThrowSeveral end when TakePending(end.Which) is { } held:
                ThrowSeveral(held, [.. end.Errors.Select(static error => error.Exception)]);
                break;
            case Operation.AnswerHealth health when _reference.IsChecking(Now):
                _reference.AnswerHealth(health.Answer, Now, _clock.GetUtcNow());
                _healthProbe.Answer(health.Answer);
                break;
            case Operation.Evict when _partition is not null && !_isEvicted:
                _isEvicted = true;
                _ = _partition["b"];
                _reference.Evict();
                break;
            case Operation.Dispose:
                _breaker.Dispose();
                _reference.Dispose(Now);
                break;
            case Operation.Settle settle when TakePending(settle.Which) is { } held:
                Settle(held, settle.Ending);
                break;
            case Operation.SettleAgain settle when _all.Count > 0:
                var any = _all[settle.Which % _all.Count];
                _pending.Remove(any);
                Settle(any, settle.Ending);
                break;
            case Operation.Abandon abandon:
                TakePending(abandon.Which);
                break;
            case Operation.Wait wait:
                _clock.Advance(TimeSpan.FromTicks(wait.Ticks));
                break;
            case Operation.WaitForEdge edge:
                WaitForEdge(edge);
                break;
            case Operation.SetWallClock wall:
                _clock.SetWallClockBy(TimeSpan.FromMinutes(wall.Minutes));
                break;
            case Operation.Read:
                Assert.Equal(Comparable(_breaker.GetSnapshot()), Comparable(_breaker.GetSnapshot()));
                break;
            case Operation.Control { Kind: ControlKind.Isolate }:
                _breaker.Isolate();
                _reference.Isolate(_clock.GetUtcNow());
                break;
            case Operation.Control { Kind: ControlKind.Release }:
                _breaker.Release();
                _reference.Release(Now, _clock.GetUtcNow());
                break;
            case Operation.Control:
                _breaker.Reset();
                _reference.Reset(Now, _clock.GetUtcNow());
                break;
            case Operation.Open open:
                _breaker.Open(open.Duration);
                _reference.OpenByHand(open.Duration, Now, _clock.GetUtcNow());
                break;
            case Operation.Swap swap:
                _registry.Configure("orders", options => swap.Settings.CopyTo(options, _healthProbe));
                _reference.Swap(swap.Settings, Now);
                break;
        }
    }

    private void Enter(EnteredCall? outer, bool takesToken)
    {
        var expected = _reference.Enter(outer?.Call, Now, _clock.GetUtcNow());
        var admitted = Flow.TryEnter(_breaker, outer?.Flow ?? ExecutionContext.Capture()!, out var permit, out var flow);
        Assert.Equal(!expected.IsRejected, admitted);

        var held = new EnteredCall(permit, expected, flow);
        _all.Add(held);
        if (admitted)
        {
            _pending.Add(held);
            if (!takesToken) return;
            _reference.TakeToken(expected, Now);
            held.Permit.Token(held.Caller.Token);
            return;
        }

        var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
        Assert.Equal(expected.AdmittedIn, rejection.State);
        Assert.Equal(_reference.RetryAfter(Now), rejection.RetryAfter);
        Assert.Equal(_reference.OpenedAt, rejection.OpenedAt);
        AssertSameFailure(_reference.LastFailure, rejection.InnerException);
    }

    private void Overtake(EnteredCall probe)
    {
        var wait = probe.Call.Deadline - Now;
        if (wait > TimeSpan.TicksPerDay) return;
        if (wait > 0) _clock.Advance(TimeSpan.FromTicks((long)wait));
        Enter(outer: null, takesToken: false);
        Enter(probe, takesToken: false);
    }

    private void Cancel(EnteredCall held)
    {
        held.Call.CancelledAt ??= Now;
        held.Caller.Cancel();
    }

    private void ThrowSeveral(EnteredCall held, Exception[] errors)
    {
        _reference.SettleErrors(held.Call, errors, isCancelled: false, Now, _clock.GetUtcNow());
        var task = new TaskCompletionSource();
        task.SetException(errors);
        Assert.True(held.Permit.Guard(task.Task, held.Caller.Token).IsFaulted);
        _ = task.Task.Exception;
    }

    private void Settle(EnteredCall held, Ending ending)
    {
        if (ErrorOf(ending) is { } error)
        {
            // A caller that cancels just now cancels the token that the call has.
            var isCancelled = ending is Ending.CancelledByCaller or Ending.FailureAfterCancellation;
            if (isCancelled) Cancel(held);
            var timedOut = _reference.TimedOut;
            _reference.SettleErrors(held.Call, [error], isCancelled, Now, _clock.GetUtcNow());
            var hasTimedOut = held.Permit.FailedInFilter(error, held.Caller.Token);
            Assert.Equal(_reference.TimedOut > timedOut, hasTimedOut);
            if (hasTimedOut) Assert.Same(error, held.Permit.Timeout().InnerException);
            return;
        }

        var outcome = OutcomeOf(ending);
        var kind = outcome?.Kind switch
        {
            CircuitOutcomeKind.Failure => ReferenceOutcome.Failed,
            CircuitOutcomeKind.Throttled => ReferenceOutcome.Throttled,
            _ => ending == Ending.Success ? ReferenceOutcome.Succeeded : ReferenceOutcome.Ignored,
        };

        _reference.Settle(held.Call, kind, outcome?.RetryAfter, error: null, Now, _clock.GetUtcNow());
        if (outcome is { } set) held.Permit.Settle(set);
        else if (ending == Ending.Success) held.Permit.Succeeded();
        else held.Permit.Ignored();
    }

    // The outcome that the caller sets itself, if any.
    private static CircuitOutcome? OutcomeOf(Ending ending) => ending switch
    {
        Ending.FailedResult => CircuitOutcome.Failure,
        Ending.FailureWithRetryAfter => CircuitOutcome.FailureWithRetryAfter(TimeSpan.FromMinutes(2)),
        Ending.Throttled => CircuitOutcome.Throttled(),
        Ending.ThrottledForAMoment => CircuitOutcome.Throttled(TimeSpan.Zero),
        Ending.ThrottledForASecond => CircuitOutcome.Throttled(TimeSpan.FromSeconds(1)),
        Ending.ThrottledForAnHour => CircuitOutcome.Throttled(TimeSpan.FromHours(1)),
        _ => null,
    };

    private static Exception? ErrorOf(Ending ending) => ending switch
    {
        Ending.Failure or Ending.FailureAfterCancellation => new TimeoutException(),
        Ending.CancelledByCaller => new OperationCanceledException(Cancelled),
        Ending.CancelledByOther => new OperationCanceledException(Cancelled),
        Ending.InnerRejection => Rejection,
        Ending.RejectionsInside => new IOException("", new AggregateException(Rejection, new IOException("", Rejection))),
        Ending.RejectionAndFailureInside => new AggregateException(Rejection, new IOException()),
        _ => null,
    };

    private void WaitForEdge(Operation.WaitForEdge edge)
    {
        var edges = _reference.Edges(Now)
            .Concat(_pending.Select(static held => held.Call.TimeoutAt).OfType<Int128>())
            .Where(static stamp => stamp < long.MaxValue)
            .ToList();
        if (edges.Count == 0) return;
        var wait = edges[edge.Which % edges.Count] + edge.TicksFromIt - Now;

        // A break that has grown thirty times ends after the last date of the calendar.
        if (wait > 0 && wait < 100 * 365 * TimeSpan.TicksPerDay) _clock.Advance(TimeSpan.FromTicks((long)wait));
    }

    private EnteredCall? TakePending(int which)
    {
        if (_pending.Count == 0) return null;
        var held = _pending[which % _pending.Count];
        _pending.Remove(held);
        return held;
    }

    private void Compare()
    {
        var (expected, seen) = (_reference.Snapshot(Now), _breaker.GetSnapshot());
        AssertSameFailure(expected.LastFailure, seen.LastFailure);
        Assert.Equal(expected with { LastFailure = null }, Comparable(seen) with { LastFailure = null });
        Assert.Equal(expected.State, _breaker.State);
        Assert.Equal(_reference.FailureTypes, seen.FailuresByType);
        Assert.Equal(_reference.Measured, seen.Durations?.Calls ?? 0);
    }

    // The breaker creates the exception of a timeout. The exception of the call is inside.
    private void AssertSameFailure(Exception? expected, Exception? seen)
    {
        var isTimeout = seen is not null && CallTimeouts.IsOwnedBy(seen, _breaker);
        Assert.Equal(expected is TimeoutException { InnerException: not null }, isTimeout);
        if (isTimeout) Assert.Same(expected!.InnerException, seen!.InnerException);
        else Assert.Same(expected, seen);
    }

    // Without the values that are compared by reference or depend on the wall clock.
    private static CircuitSnapshot Comparable(CircuitSnapshot snapshot) =>
        snapshot with { FailuresByType = ReadOnlyDictionary<string, long>.Empty, Durations = null, LastFailureAt = null };

    private sealed class EnteredCall(CircuitPermit permit, ReferenceCall call, ExecutionContext flow)
    {
        public CircuitPermit Permit = permit;

        public CancellationTokenSource Caller { get; } = new();

        public ExecutionContext Flow { get; } = flow;

        public ReferenceCall Call { get; } = call;
    }
}
