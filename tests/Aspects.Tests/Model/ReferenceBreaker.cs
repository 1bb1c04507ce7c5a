namespace Aspects.Tests;

/// <summary>
/// A simple breaker for one thread, with plain fields and lists, as the reference for the model-based tests.
/// </summary>
internal sealed partial class ReferenceBreaker
{
    private readonly List<ReferenceCall?> _slots = [];
    private CircuitState _state = CircuitState.Closed;
    private Int128 _breakBegan;
    private Int128 _breakEnds;
    private TimeSpan? _requestedWait;
    private int _epoch;
    private int _consecutiveFailures;
    private ReferenceWindow? _window;
    private ReferenceCallsInFlight? _inFlight;

    private readonly object? _key;

    public ReferenceBreaker(ReferenceSettings settings, object? key, long now)
    {
        _key = key;
        Settings = settings;
        _window = settings.NeedsWindow ? new ReferenceWindow(settings, now) : null;
        _inFlight = settings.SlowCallDuration > TimeSpan.Zero ? new ReferenceCallsInFlight(settings.SlowCallDuration, now) : null;
    }

    public ReferenceSettings Settings { get; private set; }

    public CircuitState State(long now) =>
        _state == CircuitState.Open && HasElapsed(_breakEnds, now) && _watch?.BlocksRecovery(now) != true ? CircuitState.HalfOpen : _state;

    public TimeSpan? RetryAfter(long now)
    {
        if (_state != CircuitState.Open) return null;
        if (IsNever(_breakEnds)) return TimeSpan.MaxValue;
        return _breakEnds <= now ? TimeSpan.Zero : TimeSpan.FromTicks((long)(_breakEnds - now));
    }

    /// <param name="outer">The call in whose flow the entry is made.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="wallClock">The present time.</param>
    public ReferenceCall Enter(ReferenceCall? outer, long now, DateTimeOffset wallClock)
    {
        ReportUseAfterDisposal();
        if (Settings.Mode == CircuitMode.Disabled) return Measure(CreatePassThroughCall(outer), now);

        if (_state == CircuitState.Closed) CheckCallsInFlight(now, wallClock);
        if (State(now) == CircuitState.HalfOpen && _state == CircuitState.Open)
        {
            ChangeTo(CircuitState.HalfOpen, CircuitReason.BreakElapsed, wallClock);
        }

        var call = new ReferenceCall { AdmittedIn = _state, Epoch = _epoch, Outer = outer };
        if (_state == CircuitState.Closed) return Measure(call, now);
        if (_state == CircuitState.HalfOpen && FindProbe(outer) is { } joined && _slots.Contains(joined) && !HasElapsed(joined.Deadline, now))
        {
            JoinedProbe = true;
            return Measure(CreatePassThroughCall(outer), now);
        }

        if (_state == CircuitState.HalfOpen && CountPendingProbes(now) < Settings.MaxConcurrentProbes)
        {
            call.SlotTakenAt = now;
            call.Deadline = now + (Int128)Settings.ProbeTimeout.Ticks;
            TakeSlot(call, now);
            return Measure(call, now);
        }

        // A probe that has lost its slot still takes its inner entries with it, where they would be rejected otherwise.
        if (_state == CircuitState.HalfOpen && FindProbe(outer) is { IsSettled: false })
        {
            JoinedLostProbe = true;
            return Measure(CreatePassThroughCall(outer), now);
        }

        if (Settings.Mode == CircuitMode.Monitor)
        {
            WouldHaveRejected++;
            return Measure(CreatePassThroughCall(outer), now);
        }

        call.IsRejected = true;
        Rejected++;
        return call;
    }

    public bool HoldsSlot(ReferenceCall call) => _slots.Contains(call);

    /// <summary>Starts the deadline of a call that takes a token.</summary>
    public void TakeToken(ReferenceCall call, long now)
    {
        if (call.IsRejected || CallTimeout == TimeSpan.Zero) return;
        call.Limit = CallTimeout;
        call.TimeoutAt = now + (Int128)CallTimeout.Ticks;
    }

    public void Settle(ReferenceCall call, ReferenceOutcome outcome, TimeSpan? requestedWait, Exception? error, long now, DateTimeOffset wallClock)
    {
        if (call.IsRejected || call.IsSettled) return;
        call.IsSettled = true;

        var slow = EndMeasuring(call, now);
        if (outcome == ReferenceOutcome.Succeeded && IsOverdue(call, now))
        {
            var isCancelled = call.CancelledAt < call.TimeoutAt;
            if (!isCancelled) TimedOut++;
            outcome = isCancelled ? ReferenceOutcome.Ignored : ReferenceOutcome.Failed;
        }

        if (call.IsPassThrough)
        {
            Count(outcome, error);
            return;
        }

        var wasProbe = call.AdmittedIn == CircuitState.HalfOpen;
        if (wasProbe && _slots.Contains(call)) _slots[_slots.IndexOf(call)] = null;

        // A probe that lost its slot still counts as evidence in its epoch.
        if (call.Epoch != _epoch)
        {
            StaleOutcomes++;
            return;
        }

        Count(outcome, error);
        if (outcome == ReferenceOutcome.Ignored || Settings.Mode == CircuitMode.Disabled) return;
        if (outcome == ReferenceOutcome.Throttled)
        {
            if (wasProbe) ThrottledProbe = true;
            if (wasProbe && (requestedWait is null || !Settings.HonorRetryAfter)) FailedRecoveries++;
            Open(CircuitReason.Throttled, error, requestedWait, now, wallClock);
        }
        else if (wasProbe)
        {
            EndProbe(outcome == ReferenceOutcome.Failed || slow, requestedWait, error, now, wallClock);
        }
        else
        {
            EndClosed(outcome, slow, requestedWait, error, now, wallClock);
        }
    }

    // A slow probe is a failed probe: a circuit does not close on calls as slow as those that opened it.
    private void EndProbe(bool failed, TimeSpan? requestedWait, Exception? error, long now, DateTimeOffset wallClock)
    {
        if (failed)
        {
            FailedRecoveries++;
            Open(CircuitReason.ProbeFailed, error, requestedWait, now, wallClock);
            return;
        }

        SuccessfulProbes++;
        if (SuccessfulProbes >= Settings.SuccessThreshold) Close(CircuitReason.ProbesSucceeded, now, wallClock);
    }

    private void EndClosed(ReferenceOutcome outcome, bool slow, TimeSpan? requestedWait, Exception? error, long now, DateTimeOffset wallClock)
    {
        var failed = outcome == ReferenceOutcome.Failed;
        var limit = Settings.ConsecutiveFailures;
        var verdict = CircuitReason.None;
        _window?.Add(now, failed, slow);
        if (_window is not null && _window.NeedsCheck(now))
        {
            verdict = Verdict(now);
            limit = FailureLimit(now, _consecutiveFailures + (failed ? 1 : 0));
        }

        if (!failed && verdict == CircuitReason.None) _consecutiveFailures = 0;

        // A disabled rule does not count failures.
        if (failed && limit > 0) _consecutiveFailures++;
        if (failed && limit > 0 && _consecutiveFailures >= limit) Open(CircuitReason.ConsecutiveFailures, error, requestedWait, now, wallClock);
        else if (verdict != CircuitReason.None) Open(verdict, error, requestedWait, now, wallClock);
    }

    private void Open(CircuitReason reason, Exception? error, TimeSpan? requestedWait, long now, DateTimeOffset wallClock)
    {
        _breakBegan = now;
        _breakEnds = now + (Int128)BreakOf(reason, requestedWait).Ticks;
        _requestedWait = requestedWait;
        ChangeTo(CircuitState.Open, reason, wallClock);
        OpenedAt = wallClock;
        LastFailure = error;
    }

    private TimeSpan BreakOf(CircuitReason reason, TimeSpan? requestedWait)
    {
        var configured = GrownBreak();
        if (!Settings.HonorRetryAfter || requestedWait is not { } wait) return configured;
        if (wait < TimeSpan.FromMilliseconds(1)) wait = TimeSpan.FromMilliseconds(1);
        if (wait > Settings.MaxRetryAfter) wait = Settings.MaxRetryAfter;
        return reason == CircuitReason.Throttled || wait > configured ? wait : configured;
    }

    private TimeSpan GrownBreak()
    {
        decimal ticks = Settings.BreakDuration.Ticks;
        for (var i = 0; i < FailedRecoveries && ticks < Settings.MaxBreakDuration.Ticks; i++) ticks *= (decimal)Settings.BackoffFactor;
        if (FailedRecoveries > 0 && Settings.BackoffFactor > 1) GrewBreak = true;
        return ticks >= Settings.MaxBreakDuration.Ticks ? Settings.MaxBreakDuration : TimeSpan.FromTicks((long)ticks);
    }

    private void Close(CircuitReason reason, long now, DateTimeOffset wallClock)
    {
        ChangeTo(CircuitState.Closed, reason, wallClock);
        FailedRecoveries = 0;
        _hasEndedBreakEarly = false;
        OpenedAt = null;
        LastFailure = null;
        if (Settings.NeedsWindow) _window = new ReferenceWindow(Settings, now);

        // Calls pending since before the closing do not count in the new epoch.
        if (_inFlight is not null) _inFlight = new ReferenceCallsInFlight(Settings.SlowCallDuration, now);
    }

    private void ChangeTo(CircuitState state, CircuitReason reason, DateTimeOffset wallClock)
    {
        _epoch++;
        _consecutiveFailures = 0;
        SuccessfulProbes = 0;
        _slots.Clear();
        var from = _state;
        _state = state;
        UpdateWatch();
        if (from == state) return;

        Reason = reason;
        Reasons.Add(reason);
        StateChanges++;
        LastStateChangeAt = wallClock;
        if (state is CircuitState.Open or CircuitState.Isolated) TimesOpened++;
        if (state == CircuitState.Closed) TimesClosed++;
    }

    private ReferenceCall CreatePassThroughCall(ReferenceCall? outer) =>
        new() { AdmittedIn = _state, Epoch = _epoch, Outer = outer, IsPassThrough = true };

    // A flow holds its last probe only.
    private ReferenceCall? FindProbe(ReferenceCall? call)
    {
        while (call is not null && (call.IsPassThrough || call.IsRejected || call.AdmittedIn != CircuitState.HalfOpen || call.Epoch != _epoch)) call = call.Outer;
        return call;
    }

    private int CountPendingProbes(long now) => _slots.Count(probe => probe is not null && !HasElapsed(probe.Deadline, now));

    // Takes the first slot that is free or whose lease has elapsed, or adds a slot.
    private void TakeSlot(ReferenceCall call, long now)
    {
        var slot = _slots.FindIndex(probe => probe is null || HasElapsed(probe.Deadline, now));
        if (slot < 0)
        {
            _slots.Add(call);
        }
        else
        {
            if (_slots[slot] is not null) LostSlots++;
            _slots[slot] = call;
        }

        MostProbesAtOnce = Math.Max(MostProbesAtOnce, CountPendingProbes(now));
    }

    private static bool IsNever(Int128 stamp) => stamp >= long.MaxValue;

    private static bool HasElapsed(Int128 stamp, long now) => !IsNever(stamp) && now >= stamp;
}
