namespace Aspects.Tests;

// The values of the snapshot, and counters that show what the scenarios reach.
internal sealed partial class ReferenceBreaker
{
    private readonly Dictionary<string, long> _failureTypes = new(StringComparer.Ordinal);

    public CircuitReason Reason { get; private set; }

    public List<CircuitReason> Reasons { get; } = [];

    public int StateChanges { get; private set; }

    public int TimesOpened { get; private set; }

    public int TimesClosed { get; private set; }

    public int FailedRecoveries { get; private set; }

    public int SuccessfulProbes { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? LastStateChangeAt { get; private set; }

    public Exception? LastFailure { get; private set; }

    public int Succeeded { get; private set; }

    public int Failed { get; private set; }

    public int Ignored { get; private set; }

    public int Throttled { get; private set; }

    public int StaleOutcomes { get; private set; }

    public int Rejected { get; private set; }

    public int WouldHaveRejected { get; private set; }

    public int Slow { get; private set; }

    public int Measured { get; private set; }

    public IReadOnlyDictionary<string, long> FailureTypes => _failureTypes;

    /// <summary>The number of probes that lost their slot.</summary>
    public int LostSlots { get; private set; }

    /// <summary>The largest number of concurrent probes.</summary>
    public int MostProbesAtOnce { get; private set; }

    public bool OpenedByEntry { get; private set; }

    public bool AdaptedDown { get; private set; }

    public bool GrewBreak { get; private set; }

    public bool ShortenedBreak { get; private set; }

    /// <summary>Whether an entry inside a probe joined that probe.</summary>
    public bool JoinedProbe { get; private set; }

    /// <summary>Whether an entry inside a probe that had lost its slot joined that probe.</summary>
    public bool JoinedLostProbe { get; private set; }

    public bool SettledSeveralErrors { get; private set; }

    public bool ThrottledProbe { get; private set; }

    public bool WasBlocked { get; private set; }

    /// <summary>Returns the timestamps of changes by time: ends of breaks and leases, beginnings of eighths.</summary>
    public IEnumerable<Int128> Edges(long now) =>
    [
        .. _state == CircuitState.Open ? [_breakEnds, _breakEnds, _breakEnds] : Array.Empty<Int128>(),
        .. _slots.OfType<ReferenceCall>().Select(static probe => probe.Deadline),
        .. _window?.Edges(now) ?? [],
        .. _inFlight?.Edges ?? [],
        .. _watch?.Edges ?? [],
        .. IsWatched ? [_breakBegan + (Int128)Settings.HealthProbeInterval.Ticks] : Array.Empty<Int128>(),
    ];

    public CircuitSnapshot Snapshot(long now)
    {
        var slowPending = _inFlight?.Slow(now) ?? 0;
        return new CircuitSnapshot
        {
            Name = "orders",
            Key = _key,
            State = State(now),
            Mode = Settings.Mode,
            Reason = Reason,
            StateChanges = StateChanges,
            LastStateChangeAt = LastStateChangeAt,
            TimesOpened = TimesOpened,
            TimesClosed = TimesClosed,
            FailedRecoveries = FailedRecoveries,
            ConsecutiveFailures = _consecutiveFailures,
            ConsecutiveFailureLimit = _window is null ? Settings.ConsecutiveFailures : FailureLimit(now, _consecutiveFailures),
            ConsecutiveProbeSuccesses = SuccessfulProbes,
            SuccessThreshold = Settings.SuccessThreshold,
            WindowCalls = _window?.Calls(now) ?? 0,
            WindowFailures = _window?.Failures(now) ?? 0,
            WindowSlowCalls = _window?.SlowCalls(now) ?? 0,
            SlowCallsInFlight = slowPending,
            MinimumThroughput = Settings.MinimumThroughput,
            FailureCountLimit = Settings.FailureCount,
            FailureRatioLimit = Settings.FailureRatio,
            SlowCallRatioLimit = Settings.SlowCallDuration > TimeSpan.Zero ? Settings.SlowCallRatio : 0,
            RetryAfter = RetryAfter(now),
            IsRecoveryBlocked = _watch?.BlocksRecovery(now) == true,
            OpenedAt = OpenedAt,
            LastFailure = LastFailure,
            Succeeded = Succeeded,
            Failed = Failed,
            Ignored = Ignored,
            Throttled = Throttled,
            StaleOutcomes = StaleOutcomes,
            Rejected = Rejected,
            WouldHaveRejected = WouldHaveRejected,
            Slow = Slow,
            TimedOut = TimedOut,
            CallbackErrors = CallbackErrors,
        };
    }

    private void Count(ReferenceOutcome outcome, Exception? error)
    {
        switch (outcome)
        {
            case ReferenceOutcome.Succeeded:
                Succeeded++;
                break;
            case ReferenceOutcome.Failed:
                Failed++;
                Remember(error);
                break;
            case ReferenceOutcome.Throttled:
                Throttled++;
                break;
            default:
                Ignored++;
                break;
        }
    }

    private void Remember(Exception? error)
    {
        var type = error?.GetType().FullName ?? "(result)";
        _failureTypes[type] = _failureTypes.GetValueOrDefault(type) + 1;
    }
}
