namespace Aspects;

// How the circuit changes its state, and what goes with it.
public sealed partial class CircuitBreaker
{
    // Written at the gate; a rejection reads it without.
    private CircuitOpening? _opening;

    // Read and written at the gate.
    private long _openUntil;
    private CircuitHistory? _history;
    private HealthWatch? _healthWatch;

    private CircuitHistory History => _history ?? LazyInitializer.EnsureInitialized(ref _history, static () => new());

    /// <summary>Lets something happen to the circuit as it is now. At the gate.</summary>
    /// <returns>The opening, where the circuit opened: the caller passes it to <see cref="ApplyGeneratedBreak"/> outside the gate.</returns>
    private CircuitOpening? ApplyEvent(CircuitEvent circuitEvent, long now, CircuitCause cause)
    {
        while (true)
        {
            var word = ReadWord();
            var openUntil = _healthWatch is { BlocksRecovery: true } ? MonotonicClock.Never : _openUntil;
            var step = CircuitStateMachine.Next(word, openUntil, circuitEvent, now, _rules.SuccessThreshold);

            // Before the word, so that whoever reads the new word finds what belongs to it.
            var opening = step.BeginsEpoch ? PrepareTransition(step, word, now, cause) : null;

            // Fails only where an outcome without the gate has just changed the count of a closed circuit:
            // then that count is the truth, and the event is judged again.
            if (!TryReplace(word, step.Word)) continue;

            if (step.BeginsEpoch) CompleteTransition(step, word.State, now, cause, opening);
            else if (word.IsClosed) Volatile.Write(ref _opening, null);
            return opening;
        }
    }

    private CircuitOpening? PrepareTransition(CircuitStep step, CircuitWord before, long now, CircuitCause cause)
    {
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

    private CircuitOpening Open(CircuitReason reason, CircuitWord before, long now, CircuitCause cause)
    {
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

    private TimeSpan ComputeBreak(CircuitReason reason, int failedRecoveries, double random, CircuitCause cause)
    {
        var ordinary = Backoff.Compute(_rules, failedRecoveries, random);
        if (!_rules.HonorRetryAfter || cause.RetryAfter is not { } asked) return ordinary;

        var honored = TimeSpan.FromTicks(Math.Clamp(
            asked.Ticks, CircuitBreakerOptions.MinDuration.Ticks, _rules.MaxRetryAfter.Ticks));
        return reason == CircuitReason.Throttled || honored > ordinary ? honored : ordinary;
    }

    private void CompleteTransition(CircuitStep step, CircuitState from, long now, CircuitCause cause, CircuitOpening? opening)
    {
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
    /// Lets a generator of break durations decide, where there is one. Outside the gate, for it is a user's code; until it
    /// has answered the configured duration holds.
    /// </summary>
    private void ApplyGeneratedBreak(CircuitOpening? opening)
    {
        var rules = Volatile.Read(ref _rules);
        if (opening is null or { Reason: CircuitReason.Isolated } || rules.BreakDurationGenerator is not { } generator) return;

        if (GenerateBreak(generator, opening) is not { } generated) return;
        lock (_sync)
        {
            if (_opening != opening) return;
            var cut = generated < rules.MaxBreakDuration ? generated : rules.MaxBreakDuration;
            var until = MonotonicClock.AddTime(opening.Since, cut);
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
                $"The BreakDurationGenerator of circuit breaker '{Name}' answered {generated}; a break is at least {CircuitBreakerOptions.MinDuration}."));
        }
#pragma warning disable CA1031 // Whatever a user's code throws is reported, and never reaches the caller.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ReportCallbackError(nameof(CircuitBreakerOptions.BreakDurationGenerator), error);
            return null;
        }
    }

    private void SetOpenUntil(long until)
    {
        _openUntil = until;
        Volatile.Write(ref _rejectUntil, _healthWatch is { BlocksRecovery: true } ? MonotonicClock.Never : until);
    }

    // A detour is taken while there is more to do at the entry, or with a result, than to read the word. At the gate.
    private void UpdateSlowPath()
    {
        var slowPath = _rules.Mode != CircuitMode.Enforce || _rules.MeasuresDurations || _rules.Outcomes.HasResultRules || _slowStart is not null;
        CircuitWord word;
        do
        {
            word = ReadWord();
        }
        while (!TryReplace(word, word.WithSlowPath(slowPath)));
    }
}
