using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Aspects;

// Takes the outcome of a call: measures, classifies, counts, and hands it to the controller.
public sealed partial class CircuitBreaker
{
    /// <summary>Whether result rules exist. A breaker with result rules marks the slow path.</summary>
    internal bool JudgesResults => _controller.Rules.Outcomes.HasResultRules;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Succeed(CircuitWord entry, CallStart start)
    {
        if (!_controller.TrySucceed(entry)) Settle(entry, start, CircuitOutcome.Success, error: null);
    }

    internal void SettleResult<TResult>(CircuitWord entry, CallStart start, TResult result) =>
        Settle(entry, start, OutcomeJudge.JudgeResult(_controller.Rules.Outcomes, result, _events), error: null);

    internal void SettleError(CircuitWord entry, CallStart start, Exception error, CancellationToken cancellationToken)
    {
        if (entry.IsRejected) return;
        Settle(entry, start, OutcomeJudge.JudgeError(_controller.Rules.Outcomes, error, _events, cancellationToken), error);
    }

    /// <summary>Settles a permit with a judged outcome. Runs no user code.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Settle(CircuitWord entry, CallStart start, CircuitOutcome outcome, Exception? error)
    {
        if (entry.IsRejected) return;

        var slow = start == CallStart.MeasuredSlow;
        if (start.IsMeasured && !slow)
        {
            var duration = _controller.Timing!.End(start, entry.Epoch);
            slow = IsSlow(duration);
            if (outcome.Kind == CircuitOutcomeKind.Success && IsOverdue(duration)) outcome = CircuitOutcome.Failure;
        }

        if (outcome.Kind == CircuitOutcomeKind.Success && !slow && _controller.TrySucceedOnSlowPath(entry)) return;

        var isCounted = false;
        var isCurrent = entry.IsPassThrough || _controller.Settle(entry, outcome, slow, error, out isCounted);
        if (!isCounted) Count(isCurrent ? GetCallKind(outcome.Kind) : CallKind.Stale, error);
    }

    /// <summary>Settles a probe with the first item of a stream, and ends the measurement of the call.</summary>
    /// <returns>The permit for the rest of the stream. The end of the stream settles it, and is counted.</returns>
    internal CircuitPermit SettleFirstItem(CircuitWord entry, CallStart start)
    {
        var slow = start.IsMeasured && IsSlow(_controller.Timing!.End(start, entry.Epoch));
        return entry.IsClosed || entry.IsPassThrough
            ? new CircuitPermit(this, entry, slow ? CallStart.MeasuredSlow : default)
            : new CircuitPermit(this, _controller.SettleFirstItem(entry, slow), start: default);
    }

    private bool IsSlow(TimeSpan duration)
    {
        var rules = _controller.Rules;
        if (!rules.WatchesSlowCalls || duration <= rules.SlowCallDuration) return false;
        _statistics.CountSlowCall();
        return true;
    }

    // A synchronous call cannot be abandoned, and a call may end before the timer fires.
    private bool IsOverdue(TimeSpan duration)
    {
        var limit = CallTimeout;
        if (limit == TimeSpan.Zero || duration <= limit) return false;
        _statistics.CountTimeout();
        return true;
    }

    private void Count(CallKind kind, Exception? error)
    {
        if (kind == CallKind.Failed) _statistics.CountFailure(error, _clock.UtcNow);
        else _statistics.Count(kind);
    }

    private static CallKind GetCallKind(CircuitOutcomeKind kind) => kind switch
    {
        CircuitOutcomeKind.Success => CallKind.Succeeded,
        CircuitOutcomeKind.Failure => CallKind.Failed,
        CircuitOutcomeKind.Throttled => CallKind.Throttled,
        CircuitOutcomeKind.Ignored => CallKind.Ignored,
        _ => throw new UnreachableException($"There is no outcome {kind}."),
    };
}
