using System.Diagnostics;

namespace Aspects;

// Control from outside: by hand, by new settings, by a saved state.
public sealed partial class CircuitBreaker
{
    /// <summary>Rejects every call until <see cref="Release"/> is called.</summary>
    /// <remarks>
    /// A second call changes nothing. The outcomes of calls under way become stale: they count as
    /// <see cref="CircuitSnapshot.StaleOutcomes"/> and change nothing else.
    /// </remarks>
    public void Isolate() => RaiseEvent(CircuitEventKind.Isolate);

    /// <summary>Ends an isolation: the circuit closes with an empty window and no failures.</summary>
    /// <remarks>Changes nothing if the circuit is not isolated.</remarks>
    public void Release() => RaiseEvent(CircuitEventKind.Release);

    /// <summary>Closes the circuit from any state, with an empty window and no failures.</summary>
    /// <remarks>
    /// Ends an isolation too. The next break has its first, shortest length again. The outcomes of calls under way
    /// become stale. The totals keep their values.
    /// </remarks>
    public void Reset() => RaiseEvent(CircuitEventKind.Reset);

    /// <summary>Returns the state to keep across a restart; see <see cref="Restore"/>. Changes nothing.</summary>
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

    /// <summary>Continues from a saved state, for example after a restart.</summary>
    /// <remarks>
    /// <para>A saved isolation isolates the circuit. A saved open state opens the circuit for the rest of its break. A
    /// saved half-open state makes the circuit ready for a probe. A saved closed state changes nothing.</para>
    /// <para>The time since the save is measured by the wall clock and shortens the break. A circuit that is isolated
    /// now stays isolated.</para>
    /// </remarks>
    /// <param name="saved">The state, saved by a breaker of the same name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="saved"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="saved"/> belongs to a breaker of another name.</exception>
    public void Restore(CircuitSavedState saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (!string.Equals(saved.Name, Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The saved state belongs to circuit breaker '{saved.Name}', but this circuit breaker is '{Name}'. "
                + "Restore a state that a breaker of the same name has saved.",
                nameof(saved));
        }

        if (saved.State == CircuitState.Isolated)
        {
            Isolate();
            return;
        }

        if (saved.State == CircuitState.Closed) return;
        var elapsed = _clock.UtcNow - saved.SavedAt;
        var remaining = saved.RemainingBreak - (elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero);
        lock (_sync)
        {
            // An isolation by hand overrides the saved state.
            if (ReadWord().State == CircuitState.Isolated) return;

            // Order: set FailedRecoveries before the opening, because the opening copies the number. A later change of
            // settings computes the break from that copy.
            History.FailedRecoveries = Math.Max(saved.FailedRecoveries, 0);
            var cause = new CircuitCause(RetryAfter: null, Error: null, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
            ApplyEvent(new CircuitEvent(CircuitEventKind.Restore), _clock.Now, cause);
        }
    }

    /// <summary>Replaces the settings. State, epoch and permits do not change.</summary>
    /// <remarks>
    /// A running break may become shorter, but not longer. A window of another kind or length begins empty.
    /// </remarks>
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
                // The new settings may have more probe slots. Callers read the stamp without the lock, so the stamp
                // must follow.
                Volatile.Write(ref _rejectUntil, _probes!.GetFreeStamp(rules.MaxConcurrentProbes));
            }

            UpdateSlowPath();
            UpdateHealthWatch(ReadWord().State);

            // A health probe that was removed must not block the recovery any longer.
            if (ReadWord().State == CircuitState.Open) SetOpenUntil(_openUntil);
        }
    }

    private void Initialize()
    {
        lock (_sync)
        {
            var now = _clock.Now;
            _word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0).Bits;
            _window = CreateWindow(_rules, now);
            _inFlight = CreateCallsInFlight(_rules, now, epoch: 0);
            UpdateSlowPath();
        }

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

    /// <summary>Replaces the window if its kind or length has changed. Requires <see cref="_sync"/>.</summary>
    private void UpdateWindow(CircuitRules before, CircuitRules rules, long now)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);

        // A window that holds a number of calls has no length in time.
        var isSameLength = before.WindowCalls == rules.WindowCalls && (rules.WindowCalls > 0 || before.Window == rules.Window);
        if (before.NeedsWindow == rules.NeedsWindow && isSameLength) return;
        Volatile.Write(ref _window, CreateWindow(rules, now));
    }

    /// <summary>Creates the window that the settings need, if any. Requires <see cref="_sync"/>.</summary>
    private CallWindow? CreateWindow(CircuitRules rules, long now)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        if (!rules.NeedsWindow) return null;
        if (rules.WindowCalls > 0) return new CountWindow(rules.WindowCalls);

        // A new time window continues the bucket numbers of the last one, because _successes still has its buckets.
        // This also applies if there was no window in between.
        _timeWindow = _timeWindow is { } last
            ? last.WithLength(rules.Window, now)
            : new TimeWindow(rules.Window, _successes ??= new BucketRing(), now);
        return _timeWindow;
    }

    private CallsInFlight? CreateCallsInFlight(CircuitRules rules, long now, long epoch, bool isSuccessor = false) => rules.WatchesSlowCalls
        ? new CallsInFlight(rules.SlowCallDuration, rules.NeedsPreciseClock, rules.NeedsPreciseClock ? _clock.PreciseNow : now, epoch, isSuccessor)
        : null;

    /// <summary>
    /// Shortens a running break if the new settings give a shorter one. Requires <see cref="_sync"/>.
    /// </summary>
    /// <remarks>A break from Retry-After and a break from the generator keep their length.</remarks>
    private void ShortenBreak(CircuitRules rules)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        if (ReadWord().State != CircuitState.Open || _opening is not { RetryAfter: null } opening || rules.BreakDurationGenerator is not null) return;
        var until = MonotonicClock.AddTime(opening.Since, Backoff.Compute(rules, opening.FailedRecoveries, opening.Random));
        if (until >= _openUntil) return;
        Volatile.Write(ref _opening, opening with { Until = until });
        SetOpenUntil(until);
    }
}
