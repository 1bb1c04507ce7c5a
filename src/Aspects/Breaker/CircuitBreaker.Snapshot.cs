namespace Aspects;

public sealed partial class CircuitBreaker
{
    /// <summary>What the breaker is doing and has done, read together. Reading changes nothing.</summary>
    public CircuitSnapshot GetSnapshot()
    {
        lock (_gate)
        {
            var (word, now, rules) = (ReadWord(), _clock.Now, _rules);
            var history = _history ?? CircuitHistory.None;
            var waits = now < Volatile.Read(ref _rejectUntil);
            var totals = _window?.Totals(now) ?? default;
            var slowInFlight = _inFlight is { } inFlight ? inFlight.SlowAt(inFlight.IsPrecise ? _clock.PreciseNow : now) : 0;
            return new CircuitSnapshot
            {
                Name = Name,
                Key = Key,
                State = word.State == CircuitState.Open && !waits ? CircuitState.HalfOpen : word.State,
                Mode = rules.Mode,
                Reason = history.LastTransition?.Reason ?? CircuitReason.None,
                StateChanges = history.LastTransition?.Number ?? 0,
                LastStateChangeAt = history.LastTransition?.At,
                TimesOpened = history.TimesOpened,
                TimesClosed = history.TimesClosed,
                FailedRecoveries = history.FailedRecoveries,
                ConsecutiveFailures = word.IsClosed ? word.Count : 0,
                ConsecutiveFailureLimit = rules.ComputeFailureLimit(totals.WithSlowInFlight(slowInFlight), word.IsClosed ? word.Count : 0),
                ConsecutiveProbeSuccesses = word.State == CircuitState.HalfOpen ? word.Count : 0,
                SuccessThreshold = rules.SuccessThreshold,
                WindowCalls = totals.Calls,
                WindowFailures = totals.Failures,
                WindowSlowCalls = totals.SlowCalls,
                SlowCallsInFlight = slowInFlight,
                MinimumThroughput = rules.MinimumThroughput,
                FailureRatioLimit = rules.FailureRatio,
                SlowCallRatioLimit = rules.WatchesSlowCalls ? rules.SlowCallRatio : 0,
                RetryAfter = word.State == CircuitState.Open ? MonotonicClock.Until(_openUntil, now) : null,
                IsRecoveryBlocked = word.State == CircuitState.Open && _healthWatch is { HoldsBack: true },
                OpenedAt = _opening?.At,
                LastFailure = _opening?.Failure,
                LastFailureAt = history.LastFailureAt == 0 ? null : _clock.UtcNow - MonotonicClock.Until(now, history.LastFailureAt),
                FailuresByType = history.FailureTypes.ToDictionary(),
                Durations = _durations?.Summarize(),
                Succeeded = _calls.Total(CallKind.Succeeded) + (_successes?.Total ?? 0),
                Failed = _calls.Total(CallKind.Failed),
                Ignored = _calls.Total(CallKind.Ignored),
                Throttled = _calls.Total(CallKind.Throttled),
                StaleOutcomes = _calls.Total(CallKind.Stale),
                Rejected = _calls.Total(CallKind.Rejected),
                WouldHaveRejected = history.WouldHaveRejected,
                TimedOut = history.TimedOut,
                Slow = history.Slow,
                CallbackErrors = history.CallbackErrors + (_ownListeners?.CallbackErrors ?? 0),
            };
        }
    }
}
