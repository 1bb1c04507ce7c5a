using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Aspects;

// Settles calls: measures, classifies and counts each call, and passes its outcome to the controller.
public sealed partial class CircuitBreaker
{
    internal void SettleResult<TResult>(CircuitWord entry, CallStart start, TResult result, CallDeadline? deadline)
    {
        var outcome = OutcomeJudge.JudgeResult(_controller.Rules.Outcomes, result, _events);
        if (outcome.Kind == CircuitOutcomeKind.Success) SettleSuccess(entry, start, deadline);
        else Settle(entry, start, outcome, deadline);
    }

    /// <summary>Settles a success on the slow path.</summary>
    /// <param name="entry">The state word of the permit.</param>
    /// <param name="start">The start of the call.</param>
    /// <param name="deadline">The deadline of the call, if it has one.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void SettleSuccess(CircuitWord entry, CallStart start, CallDeadline? deadline)
    {
        if (start.IsMeasured && (deadline is null || deadline.Limit == CallTimeout))
        {
            var timing = _controller.Timing!;
            var end = timing.ReadClock(start.Clock);
            if (timing.TryEndQuickCall(start, end, entry))
            {
                // The call is neither slow nor overdue, so its success needs no duration.
                if (start.Clock == CallStart.Precise
                    ? _controller.TrySucceedOnSlowPath(entry)
                    : _controller.TrySucceedOnSlowPath(entry, end))
                {
                    return;
                }

                start = default;
            }
        }

        Settle(entry, start, CircuitOutcome.Success, deadline);
    }

    /// <summary>Settles a permit with an exception.</summary>
    /// <returns>The timeout that the caller gets in place of the exception, if any.</returns>
    internal TimeoutException? SettleError(CircuitWord entry, CallStart start, CallError call)
    {
        if (entry.IsRejected) return null;
        var (end, overdue) = EndMeasurement(entry, start, call.Limit);

        // Without a deadline the order of timeout and cancellation is unknown. A cancelled call then has no timeout.
        if (call.HasTimedOut ?? (overdue && !call.IsCancelled)) return SettleTimeout(entry, end, call.Limit, call.Error);

        var outcome = OutcomeJudge.JudgeError(_controller.Rules.Outcomes, call, _events, out var error);
        SettleMeasured(entry, outcome, end, error);
        return null;
    }

    /// <summary>Settles a permit of a call that has not ended when its time is up.</summary>
    /// <returns>The exception for the caller.</returns>
    internal Exception SettleUnended(
        CircuitWord entry, CallStart start, bool hasTimedOut, TimeSpan limit, CancellationToken cancellationToken)
    {
        var (end, _) = EndMeasurement(entry, start, limit);
        if (hasTimedOut) return SettleTimeout(entry, end, limit, callError: null);
        SettleMeasured(entry, CircuitOutcome.Ignored, end, error: null);
        return new OperationCanceledException(cancellationToken);
    }

    /// <summary>Settles a permit with a judged outcome. Runs no user code.</summary>
    /// <param name="entry">The state word of the permit.</param>
    /// <param name="start">The start of the call.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="deadline">The deadline of the call, if it has one.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Settle(CircuitWord entry, CallStart start, CircuitOutcome outcome, CallDeadline? deadline)
    {
        if (entry.IsRejected) return;
        var isCancelled = deadline?.HasTimedOut == false;
        var (end, overdue) = EndMeasurement(entry, start, deadline?.Limit ?? CallTimeout);
        if (overdue && outcome.Kind == CircuitOutcomeKind.Success)
        {
            if (!isCancelled) Statistics.CountTimeout();
            end = end with { HasTimedOut = !isCancelled };
            outcome = isCancelled ? CircuitOutcome.Ignored : CircuitOutcome.Failure;
        }

        SettleMeasured(entry, outcome, end, error: null);
    }

    private TimeoutException SettleTimeout(CircuitWord entry, CallEnd end, TimeSpan limit, Exception? callError)
    {
        var timeout = OutcomeJudge.CreateTimeout(this, limit, callError);
        Statistics.CountTimeout();
        SettleMeasured(entry, CircuitOutcome.Failure, end with { HasTimedOut = true }, timeout);
        return timeout;
    }

    private void SettleMeasured(CircuitWord entry, CircuitOutcome outcome, CallEnd end, Exception? error)
    {
        LeaveProbeFlow(entry);
        var kind = CallKind.Succeeded;
        if (outcome.Kind != CircuitOutcomeKind.Success || end.IsSlow || !_controller.TrySucceedOnSlowPath(entry))
        {
            var isCounted = false;
            var isCurrent = entry.IsPassThrough || _controller.Settle(entry, outcome, end.IsSlow, error, out isCounted);
            kind = isCurrent ? GetCallKind(outcome.Kind) : CallKind.Stale;
            if (!isCounted) Count(kind, error);
        }

        if (_events.HasCallListeners) Post(kind, end, error);
    }

    private void Post(CallKind kind, CallEnd end, Exception? error) =>
        _events.Post(new CircuitCall(Name, GetCallOutcome(kind), end.Duration, error)
        {
            Key = Key,
            IsSlow = end.IsSlow,
            HasTimedOut = end.HasTimedOut,
        });

    /// <summary>Ends the measurement of a stream at its first item, and settles a probe.</summary>
    /// <returns>The permit for the rest of the stream. The end of the stream settles it, and is counted.</returns>
    internal CircuitPermit SettleFirstItem(CircuitWord entry, CallStart start)
    {
        LeaveProbeFlow(entry);
        var slow = start.IsMeasured && IsSlow(_controller.Timing!.End(start, entry));
        return entry.IsClosed || entry.IsPassThrough
            ? new CircuitPermit(this, entry, slow ? CallStart.MeasuredSlow : default)
            : new CircuitPermit(this, _controller.SettleFirstItem(entry, slow), slow ? CallStart.MeasuredSlow : default);
    }

    // A call can be overdue although no timer has fired. A synchronous call has no timer, and a timer can fire late.
    private (CallEnd End, bool IsOverdue) EndMeasurement(CircuitWord entry, CallStart start, TimeSpan limit)
    {
        if (start == CallStart.MeasuredSlow) return (new CallEnd(IsSlow: true), false);
        if (!start.IsMeasured) return default;
        var duration = _controller.Timing!.End(start, entry);
        var isOverdue = limit > TimeSpan.Zero && duration > limit && _controller.Rules.Mode != CircuitMode.Disabled;
        return (new CallEnd(IsSlow(duration), duration), isOverdue);
    }

    private bool IsSlow(TimeSpan duration)
    {
        var rules = _controller.Rules;
        if (!rules.WatchesSlowCalls || duration <= rules.SlowCallDuration) return false;
        Statistics.CountSlowCall();
        return true;
    }

    private void Count(CallKind kind, Exception? error)
    {
        if (kind == CallKind.Failed) Statistics.CountFailure(error, _clock.UtcNow);
        else Statistics.Count(kind);
    }

    private static CircuitCallOutcome GetCallOutcome(CallKind kind) => kind switch
    {
        CallKind.Succeeded => CircuitCallOutcome.Succeeded,
        CallKind.Failed => CircuitCallOutcome.Failed,
        CallKind.Ignored => CircuitCallOutcome.Ignored,
        CallKind.Throttled => CircuitCallOutcome.Throttled,
        CallKind.Stale => CircuitCallOutcome.Stale,
        _ => throw new UnreachableException($"No admitted call is {kind}."),
    };

    private static CallKind GetCallKind(CircuitOutcomeKind kind) => kind switch
    {
        CircuitOutcomeKind.Success => CallKind.Succeeded,
        CircuitOutcomeKind.Failure => CallKind.Failed,
        CircuitOutcomeKind.Throttled => CallKind.Throttled,
        CircuitOutcomeKind.Ignored => CallKind.Ignored,
        _ => throw new UnreachableException($"There is no outcome {kind}."),
    };
}
