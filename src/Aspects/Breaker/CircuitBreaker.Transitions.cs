using System.Diagnostics;

namespace Aspects;

// Transitions: changes the state of the circuit, together with the fields that belong to the state.
public sealed partial class CircuitBreaker
{
    // Writing requires _sync. A rejection reads the field without the lock.
    private CircuitOpening? _opening;

    // Requires _sync.
    private long _openUntil;
    private HealthWatch? _healthWatch;

    // Created by any thread. CircuitHistory says which of its members require _sync.
    private CircuitHistory? _history;

    private CircuitHistory History => _history ?? LazyInitializer.EnsureInitialized(ref _history, static () => new());

    /// <summary>Applies an event to the present state. Requires <see cref="_sync"/>.</summary>
    /// <returns>
    /// The opening, if the circuit opened. The caller passes the opening to <see cref="ApplyGeneratedBreak"/> after it
    /// has left the lock.
    /// </returns>
    private CircuitOpening? ApplyEvent(CircuitEvent circuitEvent, long now, CircuitCause cause)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        while (true)
        {
            var word = ReadWord();
            var openUntil = _healthWatch is { BlocksRecovery: true } ? MonotonicClock.Never : _openUntil;
            var step = CircuitStateMachine.Next(word, openUntil, circuitEvent, now, _rules.SuccessThreshold);

            // Order: write the fields of the new state before the state word, because other threads read the word
            // first.
            var opening = step.BeginsEpoch ? PrepareTransition(step, word, now, cause) : null;

            // Fails only if an outcome has just changed the count of a closed circuit without the lock. The loop then
            // applies the event to the new count.
            if (!TryReplace(word, step.Word)) continue;

            if (step.BeginsEpoch) CompleteTransition(step, word.State, now, cause, opening);
            else if (word.IsClosed) Volatile.Write(ref _opening, null);
            return opening;
        }
    }

    /// <summary>Writes the fields of the next state. Requires <see cref="_sync"/>.</summary>
    private CircuitOpening? PrepareTransition(CircuitStep step, CircuitWord before, long now, CircuitCause cause)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        switch (step.Word.State)
        {
            case CircuitState.Open or CircuitState.Isolated:
                return Open(step.Reason, before, now, cause);
            case CircuitState.HalfOpen:
                (_probes ??= new ProbeLeases()).Renew();
                Volatile.Write(ref _rejectUntil, long.MinValue);
                return null;
            default:
                _window?.Clear(now);
                if (_inFlight is not null) Volatile.Write(ref _inFlight, CreateCallsInFlight(_rules, now, step.Word.Epoch));
                return null;
        }
    }

    /// <summary>Creates and stores the opening of the circuit. Requires <see cref="_sync"/>.</summary>
    private CircuitOpening Open(CircuitReason reason, CircuitWord before, long now, CircuitCause cause)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        var failures = before.IsClosed ? before.Count + 1 : 1;
        var random = _rules.Random();
        var recoveries = History.FailedRecoveries + (reason == CircuitReason.ProbeFailed ? 1 : 0);
        var until = reason == CircuitReason.Isolated
            ? MonotonicClock.Never
            : MonotonicClock.AddTime(now, cause.Break ?? ComputeBreak(reason, recoveries, random, cause));
        var opening = new CircuitOpening(
            _clock.UtcNow,
            now,
            until,
            reason,
            failures,
            recoveries,
            _window?.GetTotals(now).FailureRatio ?? 0,
            random,
            cause.RetryAfter,
            cause.Error);
        Volatile.Write(ref _opening, opening);
        SetOpenUntil(until);
        return opening;
    }

    /// <summary>Computes the break from the backoff and from Retry-After. Requires <see cref="_sync"/>.</summary>
    /// <remarks>
    /// Retry-After alone decides if the callee throttled. Otherwise the longer of the two is the break.
    /// </remarks>
    private TimeSpan ComputeBreak(CircuitReason reason, int failedRecoveries, double random, CircuitCause cause)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        var backoff = Backoff.Compute(_rules, failedRecoveries, random);
        if (!_rules.HonorRetryAfter || cause.RetryAfter is not { } requested) return backoff;

        var retryAfter = TimeSpan.FromTicks(Math.Clamp(
            requested.Ticks, CircuitBreakerOptions.MinDuration.Ticks, _rules.MaxRetryAfter.Ticks));
        return reason == CircuitReason.Throttled || retryAfter > backoff ? retryAfter : backoff;
    }

    /// <summary>
    /// Finishes a transition after the state word has changed, and notifies the listeners. Requires
    /// <see cref="_sync"/>.
    /// </summary>
    private void CompleteTransition(CircuitStep step, CircuitState from, long now, CircuitCause cause, CircuitOpening? opening)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        var to = step.Word.State;
        if (step.Reason == CircuitReason.ProbeFailed) History.FailedRecoveries++;
        if (to == CircuitState.Closed)
        {
            History.FailedRecoveries = 0;
            Volatile.Write(ref _opening, null);
            var slowStart = _rules.SlowStart > TimeSpan.Zero && step.Reason == CircuitReason.ProbesSucceeded ? new SlowStart(now, _rules.SlowStart) : null;
            Volatile.Write(ref _slowStart, slowStart);
            UpdateSlowPath();
        }

        UpdateHealthWatch(to);
        if (from == to) return;

        var transition = new CircuitTransition(
            Name,
            (History.LastTransition?.Number ?? 0) + 1,
            from,
            to,
            step.Reason,
            opening?.At ?? _clock.UtcNow,
            opening is null || to == CircuitState.Isolated ? null : MonotonicClock.GetTimeUntil(opening.Until, opening.Since),
            cause.Error)
        {
            Key = Key,
        };
        History.RecordTransition(transition);
        Post(transition);
    }

    /// <summary>
    /// Runs <see cref="CircuitBreakerOptions.BreakDurationGenerator"/>, if there is one, and applies its result.
    /// </summary>
    /// <remarks>
    /// Runs without <see cref="_sync"/>, because the generator is user code. Until the generator returns, the
    /// configured break applies.
    /// </remarks>
    private void ApplyGeneratedBreak(CircuitOpening? opening)
    {
        var rules = Volatile.Read(ref _rules);
        if (opening is null or { Reason: CircuitReason.Isolated } || rules.BreakDurationGenerator is not { } generator) return;

        if (GenerateBreak(generator, opening) is not { } generated) return;
        lock (_sync)
        {
            if (_opening != opening) return;
            var length = generated < rules.MaxBreakDuration ? generated : rules.MaxBreakDuration;
            var until = MonotonicClock.AddTime(opening.Since, length);
            _opening = opening with { Until = until };
            SetOpenUntil(until);
        }
    }

    private TimeSpan? GenerateBreak(Func<BreakDurationContext, TimeSpan> generator, CircuitOpening opening)
    {
        try
        {
            var context = new BreakDurationContext(
                Name,
                opening.Reason,
                opening.FailedRecoveries,
                opening.FailureRatio,
                opening.Failure,
                opening.RetryAfter,
                MonotonicClock.GetTimeUntil(opening.Until, opening.Since));
            var generated = generator(context);
            if (generated >= CircuitBreakerOptions.MinDuration) return generated;
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The BreakDurationGenerator of circuit breaker '{Name}' returned {generated}, but a break lasts at least {CircuitBreakerOptions.MinDuration}. Return a longer duration."));
        }
#pragma warning disable CA1031 // An exception of user code is reported and never reaches the caller.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ReportCallbackError(nameof(CircuitBreakerOptions.BreakDurationGenerator), error);
            return null;
        }
    }

    /// <summary>Sets the end of the break. Requires <see cref="_sync"/>.</summary>
    private void SetOpenUntil(long until)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        _openUntil = until;
        Volatile.Write(ref _rejectUntil, _healthWatch is { BlocksRecovery: true } ? MonotonicClock.Never : until);
    }

    /// <summary>Sets or clears the slow-path mark of the state word. Requires <see cref="_sync"/>.</summary>
    /// <remarks>The mark is set while an entry or a result needs more than the state word.</remarks>
    private void UpdateSlowPath()
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        var slowPath = _rules.Mode != CircuitMode.Enforce || _rules.MeasuresDurations || _rules.Outcomes.HasResultRules || _slowStart is not null;
        CircuitWord word;
        do
        {
            word = ReadWord();
        }
        while (!TryReplace(word, word.WithSlowPath(slowPath)));
    }
}
