namespace Aspects;

// What people do to a circuit: by hand, by new settings, by a saved state.
public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Rejects every call until <see cref="Release"/>. Doing it again changes nothing. Outcomes of calls under way are not counted.
    /// </summary>
    public void Isolate() => RaiseEvent(CircuitEventKind.Isolate);

    /// <summary>Ends an isolation: the circuit closes, with nothing counted. Changes nothing where it is not isolated.</summary>
    public void Release() => RaiseEvent(CircuitEventKind.Release);

    /// <summary>
    /// Closes the circuit whatever its state, an isolation included, with nothing counted and the first break to come as short
    /// as ever. Outcomes of calls under way are not counted. Totals stay.
    /// </summary>
    public void Reset() => RaiseEvent(CircuitEventKind.Reset);

    /// <summary>What is needed to go on after a restart; see <see cref="Restore"/>. Reading it changes nothing.</summary>
    public CircuitSavedState Save()
    {
        lock (_sync)
        {
            var now = _clock.Now;
            var state = ReadWord().State;
            return new CircuitSavedState(
                Name,
                state,
                _history?.LastTransition?.Reason ?? CircuitReason.None,
                _history?.FailedRecoveries ?? 0,
                state == CircuitState.Open ? MonotonicClock.GetTimeUntil(_openUntil, now) : TimeSpan.Zero,
                _clock.UtcNow);
        }
    }

    /// <summary>
    /// Goes on from a saved state: an isolated circuit is isolated, an open one open for what is left of its break, a half-open
    /// one ready for a probe. The time since it was saved, on the wall clock, counts as gone by.
    /// </summary>
    /// <param name="saved">The state, of a breaker of the same name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="saved"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="saved"/> is of another breaker.</exception>
    public void Restore(CircuitSavedState saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (!string.Equals(saved.Name, Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The saved state is of circuit breaker '{saved.Name}', and this one is '{Name}'.", nameof(saved));
        }

        if (saved.State == CircuitState.Isolated)
        {
            Isolate();
            return;
        }

        if (saved.State == CircuitState.Closed) return;
        var gone = _clock.UtcNow - saved.SavedAt;
        var left = saved.RemainingBreak - (gone > TimeSpan.Zero ? gone : TimeSpan.Zero);
        lock (_sync)
        {
            // An isolation by hand outranks what was saved.
            if (ReadWord().State == CircuitState.Isolated) return;

            // Before the opening, which remembers them: a swap of settings later measures the break by them.
            History.FailedRecoveries = Math.Max(saved.FailedRecoveries, 0);
            var cause = new CircuitCause(RetryAfter: null, Error: null, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            ApplyEvent(new CircuitEvent(CircuitEventKind.Restore), _clock.Now, cause);
        }
    }

    /// <summary>
    /// Puts new settings in force. State, epoch and permits stay as they are; a running break may become shorter but not longer;
    /// a window of another kind or length begins empty.
    /// </summary>
    /// <exception cref="ArgumentException">Settings contradict each other; nothing has changed.</exception>
    void IReconfigurable.ReplaceSettings(CircuitBreakerOptions options)
    {
        var rules = CircuitRules.Create(Name, options);
        lock (_sync)
        {
            var (before, now) = (_rules, _clock.Now);
            Volatile.Write(ref _rules, rules);
            UpdateWindow(before, rules, now);
            if (rules.SlowCallDuration != before.SlowCallDuration)
            {
                Volatile.Write(ref _inFlight, CreateCallsInFlight(rules, now, ReadWord().Epoch, isSuccessor: true));
            }

            ShortenBreak(rules);
            if (ReadWord().State == CircuitState.HalfOpen)
            {
                // More places may be free than the callers turned away without the gate know of.
                Volatile.Write(ref _rejectUntil, _probes!.GetFreeStamp(rules.MaxConcurrentProbes));
            }

            UpdateSlowPath();
            UpdateHealthWatch(ReadWord().State);

            // A probe that is no longer asked holds nothing back.
            if (ReadWord().State == CircuitState.Open) SetOpenUntil(_openUntil);
        }
    }

    private void Initialize()
    {
        var now = _clock.Now;
        _word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0).Bits;
        _window = CreateWindow(_rules, now);
        _inFlight = CreateCallsInFlight(_rules, now, epoch: 0);
        UpdateSlowPath();
        var initial = _rules.InitialState switch
        {
            CircuitState.Open => CircuitEventKind.Restore,
            CircuitState.Isolated => CircuitEventKind.Isolate,
            _ => (CircuitEventKind?)null,
        };
        if (initial is { } kind) RaiseEvent(kind);
    }

    private void RaiseEvent(CircuitEventKind kind)
    {
        CircuitOpening? opening;
        lock (_sync)
        {
            opening = ApplyEvent(new CircuitEvent(kind), _clock.Now, cause: default);
        }

        ApplyGeneratedBreak(opening);
    }

    private void UpdateWindow(CircuitRules before, CircuitRules rules, long now)
    {
        // The length in time means nothing to a window of so many calls.
        var isSameLength = before.WindowCalls == rules.WindowCalls && (rules.WindowCalls > 0 || before.Window == rules.Window);
        if (before.NeedsWindow == rules.NeedsWindow && isSameLength) return;
        Volatile.Write(ref _window, CreateWindow(rules, now));
    }

    private CallWindow? CreateWindow(CircuitRules rules, long now)
    {
        if (!rules.NeedsWindow) return null;
        if (rules.WindowCalls > 0) return new CountWindow(rules.WindowCalls);

        // After the last one, also where there was none for a while: its buckets' numbers are used up in the ring of successes.
        _timeWindow = _timeWindow is { } last
            ? last.WithLength(rules.Window, now)
            : new TimeWindow(rules.Window, _successes ??= new BucketRing(), now);
        return _timeWindow;
    }

    private CallsInFlight? CreateCallsInFlight(CircuitRules rules, long now, long epoch, bool isSuccessor = false) => rules.WatchesSlowCalls
        ? new CallsInFlight(rules.SlowCallDuration, rules.NeedsPreciseClock, rules.NeedsPreciseClock ? _clock.PreciseNow : now, epoch, isSuccessor)
        : null;

    // What the callee asked for, and what a generator decided, stands.
    private void ShortenBreak(CircuitRules rules)
    {
        if (ReadWord().State != CircuitState.Open || _opening is not { RetryAfter: null } opening || rules.BreakDurationGenerator is not null) return;
        var until = MonotonicClock.AddTime(opening.Since, Backoff.Compute(rules, opening.FailedRecoveries, opening.Random));
        if (until >= _openUntil) return;
        Volatile.Write(ref _opening, opening with { Until = until });
        SetOpenUntil(until);
    }
}
