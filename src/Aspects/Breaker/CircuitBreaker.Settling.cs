using System.Runtime.CompilerServices;

namespace Aspects;

// Settles permits: applies the outcome of a call to the counters, the window and the circuit.
public sealed partial class CircuitBreaker
{
    private LatencyHistogram? _durations;

    // Shared by all time windows of this breaker, because its total includes the successes of earlier windows.
    private BucketRing? _successes;

    // The last time window, which counts in _successes. Requires _sync.
    private TimeWindow? _timeWindow;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Succeed(CircuitWord entry, CallStart start)
    {
        if (_window is null && ReadWord().IsHealthySince(entry))
        {
            _calls.Count(CallKind.Succeeded);
            return;
        }

        SucceedSlowPath(entry, start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SucceedSlowPath(CircuitWord entry, CallStart start)
    {
        // Order: read the window's generation first. If the state word still has the permit's epoch afterwards, so has
        // the generation.
        switch (_window)
        {
            case TimeWindow window:
                var timed = window.TypedGeneration;
                if (ReadWord().IsHealthySince(entry) && window.TryAddHealthy(timed, _clock.Now)) return;
                break;
            case CountWindow window:
                var counted = window.Generation;
                if (!ReadWord().IsHealthySince(entry) || !CountWindow.TryAddHealthy(counted)) break;
                _calls.Count(CallKind.Succeeded);
                return;
        }

        Settle(entry, start, CircuitOutcome.Success, error: null);
    }

    /// <summary>Settles a permit. Runs no user code.</summary>
    internal void Settle(CircuitWord entry, CallStart start, CircuitOutcome outcome, Exception? error)
    {
        if (entry.IsRejected) return;

        var now = _clock.Now;
        var slow = start == CallStart.MeasuredSlow;
        if (start.IsMeasured && !slow)
        {
            var duration = MeasureCall(entry, start, now);
            slow = IsSlow(duration);
            if (outcome.Kind == CircuitOutcomeKind.Success && IsOverdue(duration)) outcome = CircuitOutcome.Failure;
        }

        if (outcome.Kind == CircuitOutcomeKind.Success && !slow && TrySettleHealthy(entry, now)) return;

        var kind = GetCallKind(outcome);
        var counted = false;
        if (entry.IsPassThrough)
        {
            // A pass-through call is counted and changes nothing else.
        }
        else if (entry.IsClosed)
        {
            if (!TrySettleClosed(entry, outcome, slow, now, error, out counted)) kind = CallKind.Stale;
        }
        else if (!TrySettleProbe(entry, outcome, now, error))
        {
            kind = CallKind.Stale;
        }

        if (!counted) _calls.Count(kind);
        if (kind == CallKind.Failed) History.RecordFailure(error, now);
    }

    // The fast path of a healthy call that was measured or that entered on the slow path.
    private bool TrySettleHealthy(CircuitWord entry, long now)
    {
        if (_window is not TimeWindow window || Volatile.Read(ref _rules).Mode == CircuitMode.Disabled) return false;
        var generation = window.TypedGeneration;
        return ReadWord().IsUnchangedSince(entry) && window.TryAddHealthy(generation, now);
    }

    /// <summary>Applies the outcome of a call that was admitted by a closed circuit.</summary>
    /// <returns>Whether the outcome belongs to the present epoch; otherwise the outcome is stale.</returns>
    private bool TrySettleClosed(
        CircuitWord entry, CircuitOutcome outcome, bool slow, long now, Exception? error, out bool counted)
    {
        counted = false;

        // Order: read the window's generation first. If the state word still has the permit's epoch afterwards, so has
        // the generation.
        var window = Volatile.Read(ref _window);
        var generation = window?.Generation;
        var rules = Volatile.Read(ref _rules);
        if (!ReadWord().IsSameEpoch(entry)) return false;
        if (outcome.Kind == CircuitOutcomeKind.Ignored || rules.Mode == CircuitMode.Disabled) return true;

        var circuitEvent = new CircuitEvent(GetEventKind(outcome), FailureLimit: rules.ConsecutiveFailures);
        if (window is not null && outcome.Kind != CircuitOutcomeKind.Throttled)
        {
            var failed = outcome.Kind == CircuitOutcomeKind.Failure;
            counted = !failed && window is TimeWindow;
            if (window.Add(generation!, now, failed, slow, rules.MinimumThroughput) is { } totals)
            {
                circuitEvent = JudgeWindow(rules, totals, circuitEvent);
            }
        }

        for (var word = ReadWord(); word.IsSameEpoch(entry); word = ReadWord())
        {
            var step = CircuitStateMachine.Next(word, openUntil: 0, circuitEvent, now, rules.SuccessThreshold);
            if (!step.BeginsEpoch)
            {
                if (TryReplace(word, step.Word)) return true;
                continue;
            }

            CircuitOpening? opening;
            lock (_sync)
            {
                if (!ReadWord().IsSameEpoch(entry)) break;
                opening = ApplyEvent(circuitEvent, now, new CircuitCause(outcome.RetryAfter, error));
            }

            ApplyGeneratedBreak(opening);
            return true;
        }

        // The circuit changed its state after the window had counted the call. A success is then in the total already.
        return counted;
    }

    private CircuitEvent JudgeWindow(CircuitRules rules, WindowTotals totals, CircuitEvent circuitEvent)
    {
        if (Volatile.Read(ref _inFlight) is { } inFlight)
        {
            totals = totals.WithSlowInFlight(inFlight.CountSlow(inFlight.IsPrecise ? _clock.PreciseNow : _clock.Now));
        }

        return circuitEvent with { Verdict = rules.EvaluateWindow(totals), FailureLimit = rules.ComputeFailureLimit(totals, CountConsecutiveFailures(circuitEvent)) };
    }

    private int CountConsecutiveFailures(CircuitEvent circuitEvent)
    {
        var word = ReadWord();
        return (word.IsClosed ? word.Count : 0) + (circuitEvent.Kind == CircuitEventKind.Failed ? 1 : 0);
    }

    private bool TrySettleProbe(CircuitWord entry, CircuitOutcome outcome, long now, Exception? error)
    {
        if (entry.Count == ProbeLeases.None) return TrySettleAfterFirstItem(entry, outcome, now, error);

        CircuitOpening? opening = null;
        lock (_sync)
        {
            if (!ReadWord().IsSameEpoch(entry) || !_probes!.ReturnLease(entry.Count)) return false;
            Volatile.Write(ref _rejectUntil, _probes.GetFreeStamp(_rules.MaxConcurrentProbes));
            if (outcome.Kind != CircuitOutcomeKind.Ignored && _rules.Mode != CircuitMode.Disabled)
            {
                opening = ApplyEvent(new CircuitEvent(GetEventKind(outcome)), now, new CircuitCause(outcome.RetryAfter, error));
            }
        }

        ApplyGeneratedBreak(opening);
        return true;
    }

    /// <summary>Ends the measurement of a call.</summary>
    private TimeSpan MeasureCall(CircuitWord entry, CallStart start, long now)
    {
        var duration = start.GetElapsed(now, _clock);
        Volatile.Read(ref _inFlight)?.RemoveCall(start, entry.Epoch);
        (_durations ?? LazyInitializer.EnsureInitialized(ref _durations, static () => new())).Add(duration);
        return duration;
    }

    private bool IsSlow(TimeSpan duration)
    {
        var rules = Volatile.Read(ref _rules);
        if (!rules.WatchesSlowCalls || duration <= rules.SlowCallDuration) return false;
        History.CountSlowCall();
        return true;
    }

    /// <summary>
    /// Returns whether a call that ended by itself took longer than the timeout, and counts the timeout.
    /// </summary>
    /// <remarks>Applies to synchronous calls, and to calls that ended just before the timer fired.</remarks>
    private bool IsOverdue(TimeSpan duration)
    {
        var limit = CallTimeout;
        if (limit == TimeSpan.Zero || duration <= limit) return false;
        History.CountTimeout();
        return true;
    }

    private static CallKind GetCallKind(CircuitOutcome outcome) => outcome.Kind switch
    {
        CircuitOutcomeKind.Success => CallKind.Succeeded,
        CircuitOutcomeKind.Failure => CallKind.Failed,
        CircuitOutcomeKind.Throttled => CallKind.Throttled,
        _ => CallKind.Ignored,
    };

    private static CircuitEventKind GetEventKind(CircuitOutcome outcome) => outcome.Kind switch
    {
        CircuitOutcomeKind.Success => CircuitEventKind.Succeeded,
        CircuitOutcomeKind.Failure => CircuitEventKind.Failed,
        _ => CircuitEventKind.Throttled,
    };
}
