namespace Aspects;

public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Returns the state, the settings in force and the totals, read under one lock. Changes nothing.
    /// </summary>
    public CircuitSnapshot GetSnapshot()
    {
        lock (_sync)
        {
            var (word, now, rules) = (ReadWord(), _clock.Now, _rules);
            var history = _history ?? CircuitHistory.None;
            var isBreakRunning = now < Volatile.Read(ref _rejectUntil);
            var totals = _window?.GetTotals(now) ?? default;
            var slowInFlight = _inFlight is { } inFlight ? inFlight.CountSlow(inFlight.IsPrecise ? _clock.PreciseNow : now) : 0;
            return new CircuitSnapshot
            {
                Name = Name,
                Key = Key,
                State = word.State == CircuitState.Open && !isBreakRunning ? CircuitState.HalfOpen : word.State,
                Mode = rules.Mode,
                Reason = history.LastTransition?.Reason ?? CircuitReason.None,
                StateChanges = history.LastTransition?.Number ?? 0,
                LastStateChangeAt = history.LastTransition?.OccurredAt,
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
                RetryAfter = word.State == CircuitState.Open ? MonotonicClock.GetTimeUntil(_openUntil, now) : null,
                IsRecoveryBlocked = word.State == CircuitState.Open && _healthWatch is { BlocksRecovery: true },
                OpenedAt = _opening?.At,
                LastFailure = _opening?.Failure,
                LastFailureAt = history.LastFailureAt == 0 ? null : _clock.UtcNow - MonotonicClock.GetTimeUntil(now, history.LastFailureAt),
                FailuresByType = history.FailureTypes.ToDictionary(),
                Durations = _durations?.Summarize(),
                Succeeded = _calls.GetTotal(CallKind.Succeeded) + (_successes?.Total ?? 0),
                Failed = _calls.GetTotal(CallKind.Failed),
                Ignored = _calls.GetTotal(CallKind.Ignored),
                Throttled = _calls.GetTotal(CallKind.Throttled),
                StaleOutcomes = _calls.GetTotal(CallKind.Stale),
                Rejected = _calls.GetTotal(CallKind.Rejected),
                WouldHaveRejected = history.WouldHaveRejected,
                TimedOut = history.TimedOut,
                Slow = history.Slow,
                CallbackErrors = history.CallbackErrors + (_ownListeners?.CallbackErrors ?? 0),
            };
        }
    }
}
