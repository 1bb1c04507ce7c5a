using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The state of one circuit: admits calls, judges their outcomes, and changes the state word.</summary>
/// <remarks>
/// The state word changes under <c>_sync</c> alone. A success of a healthy circuit takes no lock. A rejection before
/// <c>_rejectUntil</c> takes no lock. No user code runs under the lock.
/// </remarks>
internal sealed partial class CircuitController
{
    private readonly object _sync = new();
    private readonly MonotonicClock _clock;
    private readonly CircuitEvents _events;
    private readonly string _name;
    private readonly object? _key;
    private CircuitRules _rules;
    private RecentCalls _recent;
    private long _word;

    // While the circuit is not closed: a caller before this timestamp is rejected without the lock.
    private long _rejectUntil = MonotonicClock.Never;
    private long _openUntil;
    private CircuitOpening? _opening;
    private ProbeLeases? _probes;
    private SlowStart? _slowStart;
    private HealthWatch? _healthWatch;
    private CallTiming? _timing;
    private CircuitTransition? _lastTransition;
    private long _timesOpened;
    private long _timesClosed;
    private int _failedRecoveries;
    private bool _hasEndedBreakEarly;

    // While the closed circuit admits every call: the measurement of the calls, or whether they need no measurement.
    private CallTiming? _closedTiming;
    private bool _admitsUnmeasured;

    public CircuitController(string name, object? key, CircuitRules rules, MonotonicClock clock, CircuitEvents events)
    {
        (_name, _key, _rules, _clock, _events) = (name, key, rules, clock, events);
        lock (_sync)
        {
            _recent.ReplaceWindow(CreateWindow(clock.Now));
            UpdateTiming();
            FollowCalls(ReadWord());
            UpdateSlowPath();
            UpdateSuccesses();
        }

        if (rules.InitialState == CircuitState.Open) RaiseEvent(CircuitEventKind.Restore);
        else if (rules.InitialState == CircuitState.Isolated) RaiseEvent(CircuitEventKind.Isolate);
    }

    public CircuitRules Rules => Volatile.Read(ref _rules);

    /// <summary>The measurement of calls; <see langword="null"/> if no settings so far needed durations.</summary>
    public CallTiming? Timing => Volatile.Read(ref _timing);

    /// <summary>
    /// The opening that is in force, or the last one; <see langword="null"/> while the circuit is closed.
    /// </summary>
    public CircuitOpening? Opening => Volatile.Read(ref _opening);

    /// <summary>
    /// The state that the next caller meets: an open circuit whose break has elapsed reads as half-open.
    /// </summary>
    public CircuitState State
    {
        get
        {
            var word = ReadWord();
            if (word.State != CircuitState.Open || _clock.Now < Volatile.Read(ref _rejectUntil)) return word.State;

            // Reads the state word again, because a transition between the two reads changes `_rejectUntil`.
            var again = ReadWord();
            return again == word ? CircuitState.HalfOpen : again.State;
        }
    }

    /// <summary>
    /// Whether the breaker can be dropped without a loss: the circuit is closed and has counted no failures.
    /// </summary>
    public bool IsClean
    {
        get
        {
            lock (_sync)
            {
                return ReadWord() is { IsClosed: true, Count: 0 } && _recent.GetTotals(_clock.Now).Failures == 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CircuitWord ReadWord() => new(Volatile.Read(ref _word));

    /// <summary>Counts a success without the lock if it cannot change the state of the circuit.</summary>
    /// <param name="entry">The state word of a permit that the fast path granted.</param>
    /// <returns>Whether the success is settled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySucceed(CircuitWord entry) => _recent.TryCountSuccess(entry, _clock);

    /// <summary>Does what <see cref="TrySucceed"/> does for any permit.</summary>
    public bool TrySucceedOnSlowPath(CircuitWord entry) =>
        entry.IsOfClosedCircuit && !_recent.NeedsStripes && _recent.TryCountSuccess(entry.WithoutMarks(), _clock);

    /// <summary>Does what <see cref="TrySucceed"/> does for the end of a measured call.</summary>
    /// <param name="entry">The state word of the permit.</param>
    /// <param name="end">The coarse stamp of the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySucceedOnSlowPath(CircuitWord entry, long end) =>
        entry.IsOfClosedCircuit && _recent.TryCountSuccess(entry.WithoutMarks(), end);

    /// <summary>Begins the call of a closed circuit, if no rule but the measurement concerns its entry.</summary>
    /// <param name="word">The state word; afterwards that of the permit.</param>
    /// <param name="start">The start of the call.</param>
    /// <returns>Whether the call has begun. If not, <see cref="Admit"/> admits or rejects it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryBeginCall(ref CircuitWord word, out CallStart start)
    {
        start = default;
        return Volatile.Read(ref _closedTiming) is { } timing
            ? timing.TryBegin(ref word, out start)
            : Volatile.Read(ref _admitsUnmeasured);
    }

    /// <summary>Admits or rejects a caller on the slow path.</summary>
    /// <returns>The state word of the permit.</returns>
    public CircuitWord Admit(long now)
    {
        if (ReadWord().IsClosed) JudgeSlowCallsInFlight();
        var word = ReadWord();
        if (word.IsClosed) return TryAdmitInSlowStart(now) ? word : word.AsRejected();
        var lease = word.State == CircuitState.HalfOpen ? ProbeFlow.FindLease(this, word) : ProbeLeases.None;
        if (JoinsProbe(word, lease, isExpired: false)) return word.AsPassThrough();
        var entry = now < Volatile.Read(ref _rejectUntil) ? word.WithCount(ProbeLeases.None).AsRejected() : AdmitUnderLock();
        return entry.IsRejected && JoinsProbe(word, lease, isExpired: true) ? word.AsPassThrough() : entry;
    }

    /// <summary>Settles a call on the slow path.</summary>
    /// <param name="entry">The state word of the permit.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="slow">Whether the call was slow.</param>
    /// <param name="error">The exception that the call threw.</param>
    /// <param name="isCounted">Whether the outcome is in the total of successes already.</param>
    /// <returns>Whether the outcome is of the present epoch. If not, the outcome is stale.</returns>
    public bool Settle(CircuitWord entry, CircuitOutcome outcome, bool slow, Exception? error, out bool isCounted)
    {
        isCounted = false;
        if (entry.IsClosed && outcome.Kind == CircuitOutcomeKind.Ignored) return ReadWord().IsSameEpoch(entry);

        CircuitOpening? opening;
        lock (_sync)
        {
            // Reads the clock inside the lock, so that a caller that waited does not move the window back.
            var now = _clock.Now;
            var isRestOfProbe = !entry.IsClosed && entry.Count == ProbeLeases.None;
            entry = ResolveEntry(entry);
            var isCurrent = ReadWord().IsSameEpoch(entry) && (entry.IsClosed || entry.Count == ProbeLeases.None || ReturnLease(entry));
            if (!isCurrent) return false;
            if (outcome.Kind == CircuitOutcomeKind.Ignored || _rules.Mode == CircuitMode.Disabled) return true;

            // The end of a stream adds no second success to that of its first item.
            if (isRestOfProbe && outcome.Kind == CircuitOutcomeKind.Success) return true;

            var cause = new CircuitCause(outcome.RetryAfter, error);
            isCounted = entry.IsClosed && outcome.Kind == CircuitOutcomeKind.Success;
            opening = entry.IsClosed ? SettleClosed(outcome, slow, now, cause) : SettleProbe(outcome, slow, now, cause);
        }

        ApplyGeneratedBreak(opening);
        return true;
    }

    /// <summary>Settles a probe with the first item of a stream.</summary>
    /// <returns>The state word of the permit for the rest of the stream.</returns>
    public CircuitWord SettleFirstItem(CircuitWord entry, bool slow) =>
        Settle(entry, CircuitOutcome.Success, slow, error: null, out _) ? entry.WithCount(ProbeLeases.None) : entry;

    /// <summary>Applies an event that a user caused.</summary>
    public void RaiseEvent(CircuitEventKind kind)
    {
        CircuitOpening? opening;
        lock (_sync)
        {
            opening = ApplyEvent(new CircuitEvent(kind), _clock.Now, cause: default);
        }

        ApplyGeneratedBreak(opening);
    }

    /// <summary>Applies new settings. State, epoch and permits stay. A running break can only become shorter.</summary>
    public void ReplaceRules(CircuitRules rules)
    {
        lock (_sync)
        {
            if (_isDisposed) return;
            var (before, now, word) = (_rules, _clock.Now, ReadWord());
            Volatile.Write(ref _rules, rules);
            if (rules.HasSameWindow(before)) _recent.ForgetJudgment();
            else _recent.ReplaceWindow(CreateWindow(now));
            UpdateTiming();
            if (rules.SlowCallDuration != before.SlowCallDuration) FollowCalls(word);
            ShortenBreak();
            _probes?.Shorten(rules.ProbeTimeout);
            if (word.State == CircuitState.HalfOpen) UpdateRejectUntil();
            UpdateSlowPath();
            UpdateSuccesses();
            UpdateHealthWatch(word.State);

            // A health probe that was removed blocks no recovery.
            if (word.State == CircuitState.Open) SetOpenUntil(_openUntil);
        }
    }

    private void JudgeSlowCallsInFlight()
    {
        if (Timing?.CountSlowToJudge() is not > 0 || !Rules.NeedsWindow) return;
        CircuitOpening? opening;
        lock (_sync)
        {
            if (!ReadWord().IsClosed) return;
            var now = _clock.Now;
            var verdict = _rules.EvaluateWindow(WithSlowInFlight(_recent.GetTotals(now)));
            opening = ApplyEvent(new CircuitEvent(CircuitEventKind.Requested, verdict), now, cause: default);
        }

        ApplyGeneratedBreak(opening);
    }

    private bool TryAdmitInSlowStart(long now)
    {
        if (Volatile.Read(ref _slowStart) is not { } slowStart) return true;
        if (!slowStart.HasEnded(now)) return slowStart.TryAdmit(now);

        lock (_sync)
        {
            if (_slowStart != slowStart) return true;
            Volatile.Write(ref _slowStart, null);
            UpdateSlowPath();
            return true;
        }
    }

    // An inner entry joins the probe that its flow holds. The outcome of the inner call is not judged. After the lease
    // has expired, the entry joins only if it gets no probe slot, because an abandoned probe can hold a lease too.
    private bool JoinsProbe(CircuitWord word, int lease, bool isExpired)
    {
        if (lease == ProbeLeases.None) return false;
        lock (_sync)
        {
            return ReadWord().IsSameEpoch(word) && (isExpired ? _probes!.IsOutstanding(lease) : _probes!.IsHeld(lease, _clock.Now));
        }
    }

    private CircuitWord AdmitUnderLock()
    {
        lock (_sync)
        {
            // Reads the clock inside the lock, so that a caller that waited does not get an expired lease.
            var now = _clock.Now;
            ApplyEvent(new CircuitEvent(CircuitEventKind.Requested), now, cause: default);
            var word = ReadWord();
            if (word.IsClosed) return word;
            if (word.State != CircuitState.HalfOpen) return word.AsRejected();

            var lease = _probes!.AcquireLease(_rules.MaxConcurrentProbes, now, _rules.ProbeTimeout);
            UpdateRejectUntil();
            var entry = word.WithCount(lease);
            return lease == ProbeLeases.None ? entry.AsRejected() : entry;
        }
    }

    // Returns the entry that the outcome belongs to. If the first item of a stream closed the circuit, the rest of the
    // stream is a call of the closed circuit. Requires `_sync`.
    private CircuitWord ResolveEntry(CircuitWord entry)
    {
        if (entry.IsClosed || entry.Count != ProbeLeases.None || _lastTransition?.Reason != CircuitReason.ProbesSucceeded) return entry;
        var closed = new CircuitWord(CircuitState.Closed, entry.Epoch + 1, count: 0);
        return ReadWord().IsSameEpoch(closed) ? closed : entry;
    }

    // Requires `_sync`.
    private bool ReturnLease(CircuitWord entry)
    {
        if (!_probes!.ReturnLease(entry.Count)) return false;
        UpdateRejectUntil();
        return true;
    }

    // Requires `_sync`.
    private CircuitOpening? SettleClosed(CircuitOutcome outcome, bool slow, long now, CircuitCause cause)
    {
        if (outcome.Kind == CircuitOutcomeKind.Throttled) return ApplyEvent(new CircuitEvent(CircuitEventKind.Throttled), now, cause);
        var failed = outcome.Kind == CircuitOutcomeKind.Failure;
        var kind = failed ? CircuitEventKind.Failed : CircuitEventKind.Succeeded;
        return Judge(kind, _recent.Record(failed, slow, now), now, cause);
    }

    // A slow probe is a failed probe, because slow calls can be what opened the circuit. Requires `_sync`.
    private CircuitOpening? SettleProbe(CircuitOutcome outcome, bool slow, long now, CircuitCause cause) =>
        outcome.Kind switch
        {
            CircuitOutcomeKind.Success when slow => ApplyEvent(new CircuitEvent(CircuitEventKind.Failed), now, cause),
            CircuitOutcomeKind.Success => ApplyEvent(new CircuitEvent(CircuitEventKind.Succeeded), now, cause),
            CircuitOutcomeKind.Failure => ApplyEvent(new CircuitEvent(CircuitEventKind.Failed), now, cause),
            CircuitOutcomeKind.Throttled => ApplyEvent(new CircuitEvent(CircuitEventKind.Throttled), now, cause),
            _ => throw new UnreachableException($"A probe cannot be settled as {outcome.Kind}."),
        };

    // Requires `_sync`.
    private CircuitOpening? Judge(CircuitEventKind kind, WindowTotals? window, long now, CircuitCause cause)
    {
        var circuitEvent = new CircuitEvent(kind, FailureLimit: _rules.ConsecutiveFailures);
        if (window is { } totals)
        {
            totals = WithSlowInFlight(totals);
            circuitEvent = circuitEvent with
            {
                Verdict = _rules.EvaluateWindow(totals),
                FailureLimit = _rules.ComputeFailureLimit(totals, ReadWord().Count + (kind == CircuitEventKind.Failed ? 1 : 0)),
            };
        }

        var opening = ApplyEvent(circuitEvent, now, cause);
        _recent.EndJudgment(window, _rules.MinimumThroughput);
        UpdateSuccesses();
        return opening;
    }

    private WindowTotals WithSlowInFlight(WindowTotals totals) => totals.WithSlowInFlight(Timing?.CountSlowInFlight() ?? 0);

    // Requires `_sync`.
    private void UpdateTiming()
    {
        if (_timing is null && !_rules.MeasuresDurations) return;
        var timing = _timing ?? new CallTiming(_clock);
        timing.ApplyRules(_rules, _events.HasCallListeners);
        Volatile.Write(ref _timing, timing);
    }

    // Requires `_sync`.
    private void FollowCalls(CircuitWord epoch) => _timing?.FollowCalls(_rules, epoch);

    // Requires `_sync`.
    private CallWindow? CreateWindow(long now)
    {
        if (!_rules.NeedsWindow) return null;
        return _rules.WindowCalls > 0
            ? new CountWindow(_rules.WindowCalls, _recent.Successes)
            : new TimeWindow(_rules.Window, _recent.Successes, now);
    }

    /// <summary>Puts calls on the slow path while a call listener exists.</summary>
    public void UpdateCallListeners()
    {
        lock (_sync)
        {
            UpdateTiming();
            UpdateSlowPath();
        }
    }

    // Marks the slow path while an entry or a result needs more than the state word. Requires `_sync`.
    private void UpdateSlowPath()
    {
        var admitsAll = _rules.Mode == CircuitMode.Enforce && _slowStart is null;
        Volatile.Write(ref _closedTiming, admitsAll && _rules.MeasuresDurations ? _timing : null);
        Volatile.Write(ref _admitsUnmeasured, admitsAll && !_rules.MeasuresDurations);
        var needsEnd = _rules.MeasuresDurations || _rules.Outcomes.HasResultRules || _events.HasCallListeners;
        WriteWord(ReadWord().WithSlowPath(!admitsAll || needsEnd));
    }

    // Lets successes avoid the lock while they cannot change the state. Requires `_sync`.
    private void UpdateSuccesses()
    {
        if (ReadWord() is { IsClosed: true, Count: 0 } && _rules.Mode != CircuitMode.Disabled) _recent.AvoidLock();
        else _recent.TakeLock();
    }

    // Requires `_sync`.
    private void UpdateRejectUntil() => Volatile.Write(ref _rejectUntil, _probes!.GetFreeStamp(_rules.MaxConcurrentProbes));

    private void WriteWord(CircuitWord word)
    {
        Debug.Assert(Monitor.IsEntered(_sync), "The state word changes under the lock.");
        Volatile.Write(ref _word, word.Bits);
    }
}
