namespace Aspects;

// Reads the state of the circuit for a save and for a snapshot.
internal sealed partial class CircuitController
{
    public CircuitSavedState Save()
    {
        lock (_sync)
        {
            var state = ReadWord().State;
            return new CircuitSavedState(
                _name,
                state,
                GetReason(state),
                _failedRecoveries,
                state == CircuitState.Open ? MonotonicClock.GetTimeUntil(_openUntil, _clock.Now) : TimeSpan.Zero,
                _clock.UtcNow)
            {
                Key = _key,
            };
        }
    }

    // An opening by hand of an open circuit is no transition, but the reason of the present break. Requires `_sync`.
    private CircuitReason GetReason(CircuitState state) => state == CircuitState.Open && _opening is { Reason: CircuitReason.OpenedByHand } opening
        ? opening.Reason
        : _lastTransition?.Reason ?? CircuitReason.None;

    public CircuitSnapshot CreateSnapshot(CallStatistics statistics)
    {
        lock (_sync)
        {
            var (word, now, rules) = (ReadWord(), _clock.Now, _rules);
            var isOpen = word.State == CircuitState.Open;
            var failures = word.IsClosed ? word.Count : 0;
            var window = WithSlowInFlight(_recent.GetTotals(now));
            return new CircuitSnapshot
            {
                Name = _name,
                Key = _key,
                State = isOpen && now >= Volatile.Read(ref _rejectUntil) ? CircuitState.HalfOpen : word.State,
                Mode = rules.Mode,
                Reason = GetReason(word.State),
                StateChanges = _lastTransition?.Number ?? 0,
                LastStateChangeAt = _lastTransition?.OccurredAt,
                TimesOpened = _timesOpened,
                TimesClosed = _timesClosed,
                FailedRecoveries = _failedRecoveries,
                ConsecutiveFailures = failures,
                ConsecutiveFailureLimit = rules.ComputeFailureLimit(window, failures),
                ConsecutiveProbeSuccesses = word.State == CircuitState.HalfOpen ? word.Count : 0,
                SuccessThreshold = rules.SuccessThreshold,
                WindowCalls = window.Calls,
                WindowFailures = window.Failures,
                WindowSlowCalls = window.SlowCalls,
                SlowCallsInFlight = window.SlowInFlight,
                MinimumThroughput = rules.MinimumThroughput,
                FailureCountLimit = rules.FailureCount,
                FailureRatioLimit = rules.FailureRatio,
                SlowCallRatioLimit = rules.WatchesSlowCalls ? rules.SlowCallRatio : 0,
                RetryAfter = isOpen ? MonotonicClock.GetTimeUntil(_openUntil, now) : null,
                IsRecoveryBlocked = isOpen && _healthWatch is { BlocksUntil: var blocksUntil } && now < blocksUntil,
                OpenedAt = _opening?.At,
                LastFailure = _opening?.Failure,
                LastFailureAt = statistics.LastFailureAt,
                FailuresByType = statistics.FailuresByType,
                Durations = _timing?.Summarize(),
                Succeeded = statistics.GetTotal(CallKind.Succeeded) + _recent.TotalSuccesses,
                Failed = statistics.GetTotal(CallKind.Failed),
                Ignored = statistics.GetTotal(CallKind.Ignored),
                Throttled = statistics.GetTotal(CallKind.Throttled),
                StaleOutcomes = statistics.GetTotal(CallKind.Stale),
                Rejected = statistics.GetTotal(CallKind.Rejected),
                WouldHaveRejected = statistics.WouldHaveRejected,
                TimedOut = statistics.TimedOut,
                Slow = statistics.Slow,
                CallbackErrors = _events.CallbackErrors,
            };
        }
    }
}
