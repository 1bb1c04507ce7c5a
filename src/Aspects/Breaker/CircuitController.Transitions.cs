using System.Diagnostics;

namespace Aspects;

// The transitions, with the opening, the break and the health probe of each.
internal sealed partial class CircuitController
{
    /// <summary>Opens the circuit for exactly a time. Does nothing if the circuit is isolated.</summary>
    public void OpenByHand(TimeSpan duration)
    {
        lock (_sync)
        {
            OpenFor(CircuitEventKind.OpenByHand, duration);
        }
    }

    /// <summary>Opens the circuit for the rest of a saved break. Does nothing if the circuit is isolated.</summary>
    /// <param name="reason">The saved reason of the opening.</param>
    /// <param name="failedRecoveries">The number of failed recoveries.</param>
    /// <param name="remaining">The rest of the break.</param>
    public void RestoreOpen(CircuitReason reason, int failedRecoveries, TimeSpan remaining)
    {
        lock (_sync)
        {
            if (ReadWord().State == CircuitState.Isolated) return;

            // Order: write the number before the opening, because the opening copies the number. New settings compute
            // the break from that copy.
            _failedRecoveries = failedRecoveries;
            if (reason == CircuitReason.OpenedByHand)
            {
                OpenFor(CircuitEventKind.OpenByHand, remaining);
                return;
            }

            var longest = _rules.MaxBreakDuration > _rules.MaxRetryAfter ? _rules.MaxBreakDuration : _rules.MaxRetryAfter;
            OpenFor(CircuitEventKind.Restore, remaining < longest ? remaining : longest);
        }
    }

    // Requires `_sync`.
    private void OpenFor(CircuitEventKind kind, TimeSpan duration) =>
        ApplyEvent(new CircuitEvent(kind), _clock.Now, new CircuitCause(RetryAfter: null, Error: null, duration));

    /// <summary>Records the answer of a health probe; <see langword="null"/> if the probe threw.</summary>
    public void ReportHealth(HealthWatch watch, bool? healthy)
    {
        lock (_sync)
        {
            if (_healthWatch != watch || ReadWord().State != CircuitState.Open) return;
            var now = _clock.Now;

            // A check that never ends must not keep the circuit open for ever.
            watch.BlocksUntil = healthy == false
                ? MonotonicClock.AddTime(MonotonicClock.AddTime(now, watch.Interval), _rules.ProbeTimeout)
                : long.MinValue;
            if (healthy == true && CanEndBreakEarly(now))
            {
                _hasEndedBreakEarly = true;
                ApplyEvent(new CircuitEvent(CircuitEventKind.FoundHealthy), now, cause: default);
            }
            else
            {
                SetOpenUntil(_openUntil);
            }
        }
    }

    /// <summary>Reports an exception of a health probe.</summary>
    public void ReportHealthProbeError(Exception error) => _events.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);

    // At most once until the circuit closes, and not within one interval after the opening. After a failed probe call
    // the break alone decides, because the health probe did not detect that failure. After an opening by hand the break
    // alone decides too. Requires `_sync`.
    private bool CanEndBreakEarly(long now) =>
        !_hasEndedBreakEarly
        && _failedRecoveries == 0
        && _opening is { Reason: not CircuitReason.OpenedByHand } opening
        && now >= MonotonicClock.AddTime(opening.Since, _rules.HealthProbeInterval);

    /// <summary>Applies an event to the circuit. Requires `_sync`.</summary>
    /// <returns>
    /// The opening if the circuit opened. The caller passes it to <see cref="ApplyGeneratedBreak"/> outside the lock.
    /// </returns>
    private CircuitOpening? ApplyEvent(CircuitEvent circuitEvent, long now, CircuitCause cause)
    {
        Debug.Assert(Monitor.IsEntered(_sync), "The state changes under the lock.");
        var word = ReadWord();
        var step = CircuitStateMachine.Next(word, GetRejectUntil(), circuitEvent, now, _rules.SuccessThreshold);
        if (!step.BeginsEpoch)
        {
            WriteWord(step.Word);
            return null;
        }

        // Order: prepare before the write of the state word. A caller that reads the new state word uses the opening,
        // the leases or the window of that epoch.
        var opening = PrepareTransition(step, word, now, cause);
        WriteWord(step.Word);
        CompleteTransition(step, word.State, now, cause, opening);
        return opening;
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
                _recent.BeginEpoch(step.Word, now);
                FollowCalls(step.Word);
                return null;
        }
    }

    private CircuitOpening Open(CircuitReason reason, CircuitWord before, long now, CircuitCause cause)
    {
        // Order: before the write of the state word, so that no success of the old epoch is counted afterwards.
        _recent.TakeLock();
        var failures = before.IsClosed ? before.Count + 1 : 1;
        var random = _rules.Random();
        if (IsFailedRecovery(before, reason, cause) && _failedRecoveries < int.MaxValue) _failedRecoveries++;
        var until = reason == CircuitReason.Isolated
            ? MonotonicClock.Never
            : MonotonicClock.AddTime(now, cause.Break ?? ComputeBreak(reason, random, cause));
        var opening = new CircuitOpening(
            _clock.UtcNow,
            now,
            until,
            reason,
            failures,
            _failedRecoveries,
            _recent.GetTotals(now).FailureRatio,
            random,
            cause.RetryAfter,
            cause.Error);
        Volatile.Write(ref _opening, opening);
        SetOpenUntil(until);
        return opening;
    }

    // A throttled probe is a failed recovery too, unless the callee's Retry-After decides the break.
    private bool IsFailedRecovery(CircuitWord before, CircuitReason reason, CircuitCause cause) =>
        reason == CircuitReason.ProbeFailed
        || (reason == CircuitReason.Throttled
            && before.State == CircuitState.HalfOpen
            && (cause.RetryAfter is null || !_rules.HonorRetryAfter));

    private TimeSpan ComputeBreak(CircuitReason reason, double random, CircuitCause cause)
    {
        var ordinary = Backoff.Compute(_rules, _failedRecoveries, random);
        if (!_rules.HonorRetryAfter || cause.RetryAfter is not { } asked) return ordinary;

        var honored = TimeSpan.FromTicks(Math.Clamp(
            asked.Ticks, CircuitBreakerOptions.MinDuration.Ticks, _rules.MaxRetryAfter.Ticks));
        return reason == CircuitReason.Throttled || honored > ordinary ? honored : ordinary;
    }

    private void CompleteTransition(CircuitStep step, CircuitState from, long now, CircuitCause cause, CircuitOpening? opening)
    {
        var to = step.Word.State;
        if (to == CircuitState.Closed)
        {
            _failedRecoveries = 0;
            _hasEndedBreakEarly = false;
            Volatile.Write(ref _opening, null);
            var startsSlowly = _rules.SlowStart > TimeSpan.Zero && step.Reason == CircuitReason.ProbesSucceeded;
            Volatile.Write(ref _slowStart, startsSlowly ? new SlowStart(now, _rules.SlowStart) : null);
            UpdateSlowPath();
        }

        UpdateSuccesses();
        UpdateHealthWatch(to);
        if (from == to) return;

        _lastTransition = new CircuitTransition(
            _name,
            (_lastTransition?.Number ?? 0) + 1,
            from,
            to,
            step.Reason,
            opening?.At ?? _clock.UtcNow,
            opening is null || to == CircuitState.Isolated ? null : MonotonicClock.GetTimeUntil(opening.Until, opening.Since),
            cause.Error)
        {
            Key = _key,
        };
        if (to is CircuitState.Open or CircuitState.Isolated) _timesOpened++;
        if (to == CircuitState.Closed) _timesClosed++;
        _events.Post(_lastTransition);
    }

    // Keeps the break of an opening by hand or with a Retry-After, and each break if a generator is set. Requires
    // `_sync`.
    private void ShortenBreak()
    {
        if (ReadWord().State != CircuitState.Open || _rules.BreakDurationGenerator is not null) return;
        if (_opening is not { RetryAfter: null, Reason: not CircuitReason.OpenedByHand } opening) return;
        var until = MonotonicClock.AddTime(opening.Since, Backoff.Compute(_rules, opening.FailedRecoveries, opening.Random));
        if (until >= _openUntil) return;
        Volatile.Write(ref _opening, opening with { Until = until });
        SetOpenUntil(until);
    }

    // Requires `_sync`.
    private void SetOpenUntil(long until)
    {
        _openUntil = until;
        Volatile.Write(ref _rejectUntil, GetRejectUntil());
    }

    // The end of the break, or of an unhealthy answer if that is later. Requires `_sync`.
    private long GetRejectUntil() => Math.Max(_openUntil, _healthWatch?.BlocksUntil ?? long.MinValue);

    // The watch runs while the circuit is open. Requires `_sync`.
    private void UpdateHealthWatch(CircuitState state)
    {
        var probe = state == CircuitState.Open && !_hasEndedHealthChecks ? _rules.HealthProbe : null;
        if (_healthWatch?.Probe == probe && (probe is null || _healthWatch!.Interval == _rules.HealthProbeInterval)) return;

        // The last answer of the same probe stays in force until the next answer.
        var blocksUntil = _healthWatch is { } before && before.Probe == probe ? before.BlocksUntil : long.MinValue;
        _healthWatch?.Dispose();
        _healthWatch = probe is null
            ? null
            : new HealthWatch(probe, _name, _key, _rules.HealthProbeInterval, _clock.Provider, this) { BlocksUntil = blocksUntil };
        _healthWatch?.Start();
    }

    /// <summary>
    /// Replaces the break of an opening with that of the break duration generator. The configured break applies until
    /// the generator returns. Runs outside the lock, because the generator is user code.
    /// </summary>
    private void ApplyGeneratedBreak(CircuitOpening? opening)
    {
        if (opening is null or { Reason: CircuitReason.Isolated } || Rules.BreakDurationGenerator is not { } generator) return;
        if (GenerateBreak(generator, opening) is not { } generated) return;
        lock (_sync)
        {
            // The circuit may have left this opening while the generator ran. Two openings can have equal values.
            if (!ReferenceEquals(_opening, opening) || ReadWord().State != CircuitState.Open) return;
            var until = MonotonicClock.AddTime(opening.Since, generated < _rules.MaxBreakDuration ? generated : _rules.MaxBreakDuration);
            Volatile.Write(ref _opening, opening with { Until = until });
            SetOpenUntil(until);
        }
    }

    private TimeSpan? GenerateBreak(Func<BreakDurationContext, TimeSpan> generator, CircuitOpening opening)
    {
        try
        {
            var context = new BreakDurationContext(
                _name,
                opening.Reason,
                opening.FailedRecoveries,
                opening.FailureRatio,
                opening.Failure,
                opening.RetryAfter,
                MonotonicClock.GetTimeUntil(opening.Until, opening.Since))
            {
                Key = _key,
            };
            var generated = generator(context);
            if (generated >= CircuitBreakerOptions.MinDuration) return generated;
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The BreakDurationGenerator of circuit breaker '{_name}' answered {generated}; a break is at least {CircuitBreakerOptions.MinDuration}."));
        }
#pragma warning disable CA1031 // An exception of user code is reported, and never reaches the caller.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _events.ReportCallbackError(nameof(CircuitBreakerOptions.BreakDurationGenerator), error);
            return null;
        }
    }
}
