using System.Collections.ObjectModel;

namespace Aspects.Tests;

/// <summary>
/// Runs a scenario on the breaker and on the reference, and compares their snapshots after each step.
/// </summary>
internal sealed class ModelRun
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private static readonly CircuitBreakerOpenException Rejection = new("inner", CircuitState.Open);

    private readonly TestClock _clock = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreaker _breaker;
    private readonly ReferenceBreaker _reference;
    private readonly List<EnteredCall> _all = [];
    private readonly List<EnteredCall> _pending = [];

    private ModelRun(ReferenceSettings settings)
    {
        _registry = new CircuitBreakerRegistry(_clock).Configure("orders", settings.CopyTo);
        _breaker = _registry.GetOrAdd("orders");
        _reference = new ReferenceBreaker(settings, Now);
    }

    private long Now => _clock.GetTimestamp();

    /// <returns>The reference after the last step.</returns>
    public static ReferenceBreaker Play(Scenario scenario)
    {
        var run = new ModelRun(scenario.Settings);
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
        var run = new ModelRun(scenario.Settings);
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
        switch (operation)
        {
            case Operation.Enter:
                Enter();
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
            case Operation.Swap swap:
                _registry.Configure("orders", swap.Settings.CopyTo);
                _reference.Swap(swap.Settings, Now);
                break;
        }
    }

    private void Enter()
    {
        var expected = _reference.Enter(Now, _clock.GetUtcNow());
        var admitted = Flow.TryEnter(_breaker, out var permit);
        Assert.Equal(!expected.IsRejected, admitted);

        var held = new EnteredCall(permit, expected);
        _all.Add(held);
        if (admitted)
        {
            _pending.Add(held);
            return;
        }

        var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
        Assert.Equal(expected.AdmittedIn, rejection.State);
        Assert.Equal(_reference.RetryAfter(Now), rejection.RetryAfter);
        Assert.Equal(_reference.OpenedAt, rejection.OpenedAt);
        Assert.Same(_reference.LastFailure, rejection.InnerException);
    }

    private void Settle(EnteredCall held, Ending ending)
    {
        var error = ErrorOf(ending);
        var outcome = OutcomeOf(ending);
        var kind = outcome?.Kind switch
        {
            CircuitOutcomeKind.Failure => ReferenceOutcome.Failed,
            CircuitOutcomeKind.Throttled => ReferenceOutcome.Throttled,
            _ => ending switch
            {
                Ending.Success => ReferenceOutcome.Succeeded,
                Ending.Failure or Ending.CancelledByOther or Ending.RejectionAndFailureInside => ReferenceOutcome.Failed,
                _ => ReferenceOutcome.Ignored,
            },
        };

        _reference.Settle(held.Call, kind, outcome?.RetryAfter, error, Now, _clock.GetUtcNow());
        if (outcome is { } set) held.Permit.Settle(set);
        else if (error is not null) Assert.False(held.Permit.FailedInFilter(error, ending is Ending.CancelledByCaller or Ending.FailureAfterCancellation ? Cancelled : default));
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
        var edges = _reference.Edges(Now).Where(static stamp => stamp < long.MaxValue).ToList();
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
        Assert.Equal(expected, Comparable(seen));
        Assert.Equal(expected.State, _breaker.State);
        Assert.Equal(_reference.FailureTypes, seen.FailuresByType);
        Assert.Equal(_reference.Measured, seen.Durations?.Calls ?? 0);
    }

    // Without the values that are compared by reference or depend on the wall clock.
    private static CircuitSnapshot Comparable(CircuitSnapshot snapshot) =>
        snapshot with { FailuresByType = ReadOnlyDictionary<string, long>.Empty, Durations = null, LastFailureAt = null };

    private sealed class EnteredCall(CircuitPermit permit, ReferenceCall call)
    {
        public CircuitPermit Permit = permit;

        public ReferenceCall Call { get; } = call;
    }
}
