using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// A circuit breaker: lets calls through while they work, turns them away at once when they keep failing,
/// and lets a few probe whether they work again.
/// </summary>
/// <remarks>
/// <para>Safe for use by any number of threads. While the circuit is closed a call takes no lock and allocates nothing.</para>
/// <para>One writer at a time changes state and epoch, under the gate. Without it only the count of a closed circuit
/// changes, by compare-and-swap on the whole word, so an outcome of an older epoch cannot touch a newer one.</para>
/// </remarks>
public sealed class CircuitBreaker
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private readonly MonotonicClock _clock;
    private long _word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0).Bits;

    // While the circuit is not closed: the stamp before which every caller is rejected without asking at the gate.
    private long _rejectUntil = long.MinValue;
    private CircuitRules _rules;
    private CallCounters _calls;

    // The rest is read and written at the gate, but for the opening, which a rejection reads.
    private CircuitOpening? _opening;
    private readonly ProbeLeases _probes = new();
    private CircuitReason _lastReason;

    /// <summary>Creates a closed circuit breaker that is not in any registry.</summary>
    /// <param name="name">Its name, for people and telemetry: neither empty nor blank.</param>
    /// <param name="options">Its settings; the defaults where <see langword="null"/>.</param>
    /// <param name="timeProvider">Its clock; <see cref="TimeProvider.System"/> where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    public CircuitBreaker(string name, CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _clock = new MonotonicClock(_timeProvider);
        _rules = options is null ? CircuitRules.Default : CircuitRules.From(options);
    }

    /// <summary>The name it was created with.</summary>
    public string Name { get; }

    /// <summary>
    /// What the next caller will find: a circuit whose break has elapsed reads as half-open before anyone has called.
    /// Reading changes nothing.
    /// </summary>
    public CircuitState State
    {
        get
        {
            var word = ReadWord();
            if (word.State != CircuitState.Open || _clock.Now < Volatile.Read(ref _rejectUntil)) return word.State;

            // Read again: a caller who became the first probe meanwhile has moved the stamp.
            var again = ReadWord();
            return again == word ? CircuitState.HalfOpen : again.State;
        }
    }

    /// <summary>Asks for permission to call. Never throws, never waits for a call under way.</summary>
    /// <param name="permit">
    /// The permission, to be settled once with the outcome of the call; where the answer is <see langword="false"/>,
    /// the source of the rejection to hand to the caller.
    /// </param>
    /// <returns>Whether the call may go ahead.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(out CircuitPermit permit)
    {
        var word = ReadWord();
        permit = new CircuitPermit(this, word);
        return word.IsClosed || TryProbe(out permit);
    }

    /// <summary>What the breaker is doing and has done, read together. Reading changes nothing.</summary>
    public CircuitSnapshot GetSnapshot()
    {
        lock (_gate)
        {
            var word = ReadWord();
            var now = _clock.Now;
            var waits = !word.IsClosed && now < _rejectUntil;
            return new CircuitSnapshot
            {
                Name = Name,
                State = word.State == CircuitState.Open && !waits ? CircuitState.HalfOpen : word.State,
                Reason = _lastReason,
                StateChanges = word.Epoch,
                ConsecutiveFailures = word.IsClosed ? word.Count : 0,
                RetryAfter = word.State == CircuitState.Open ? MonotonicClock.Until(_rejectUntil, now) : null,
                OpenedAt = _opening?.At,
                LastFailure = _opening?.Failure,
                Succeeded = _calls.Total(CallKind.Succeeded),
                Failed = _calls.Total(CallKind.Failed),
                Ignored = _calls.Total(CallKind.Ignored),
                Late = _calls.Total(CallKind.Late),
                Rejected = _calls.Total(CallKind.Rejected),
            };
        }
    }

    /// <summary>Puts new settings in force. State, epoch and a break or lease already running stay as they are.</summary>
    internal void Apply(CircuitBreakerOptions options)
    {
        lock (_gate)
        {
            Volatile.Write(ref _rules, CircuitRules.From(options));

            // More places may be free than the callers turned away without the gate know of.
            if (ReadWord().State == CircuitState.HalfOpen)
            {
                Volatile.Write(ref _rejectUntil, _probes.FreeFrom(_rules.MaxConcurrentProbes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Succeed(CircuitWord entry)
    {
        if (ReadWord().IsHealthySince(entry))
        {
            _calls.Count(CallKind.Succeeded);
            return;
        }

        Settle(entry, CircuitEvent.Succeeded, error: null);
    }

    internal void Fail(CircuitWord entry, Exception error) => Settle(entry, CircuitEvent.Failed, error);

    /// <summary>Takes a permit back without an outcome.</summary>
    internal void Ignore(CircuitWord entry)
    {
        switch (entry.State)
        {
            case CircuitState.Closed:
                _calls.Count(CallKind.Ignored);
                break;
            case CircuitState.HalfOpen when entry.Count != ProbeLeases.None:
                lock (_gate)
                {
                    _calls.Count(TryEndProbe(entry) ? CallKind.Ignored : CallKind.Late);
                }

                break;
        }
    }

    /// <summary>The exception for a caller that was rejected while the circuit stood as <paramref name="entry"/> says.</summary>
    internal CircuitBreakerOpenException CreateRejection(CircuitWord entry)
    {
        var opening = Volatile.Read(ref _opening);
        TimeSpan? retryAfter = entry.State == CircuitState.Open && opening is not null
            ? MonotonicClock.Until(opening.Until, _clock.Now)
            : null;
        return new CircuitBreakerOpenException(Name, entry.State, opening, retryAfter);
    }

    /// <summary>The way in when the circuit is not closed: rejected without a lock until the gate may know better.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryProbe(out CircuitPermit permit)
    {
        var word = ReadWord();
        if (word.IsClosed || _clock.Now >= Volatile.Read(ref _rejectUntil))
        {
            word = Ask();
            if (word.IsClosed || (word.State == CircuitState.HalfOpen && word.Count != ProbeLeases.None))
            {
                permit = new CircuitPermit(this, word);
                return true;
            }
        }

        _calls.Count(CallKind.Rejected);
        permit = new CircuitPermit(this, word.WithCount(ProbeLeases.None));
        return false;
    }

    /// <summary>The word under which a caller enters, or is rejected.</summary>
    private CircuitWord Ask()
    {
        lock (_gate)
        {
            // Here, not before the gate: whoever had to wait must not be given a lease that is over already.
            var now = _clock.Now;
            Advance(CircuitEvent.Asked, now, error: null);
            var word = ReadWord();
            if (word.State != CircuitState.HalfOpen) return word;

            var lease = _probes.Take(_rules.MaxConcurrentProbes, now, MonotonicClock.After(now, _rules.ProbeTimeout));
            Volatile.Write(ref _rejectUntil, _probes.FreeFrom(_rules.MaxConcurrentProbes));
            return word.WithCount(lease);
        }
    }

    /// <summary>Ends the probe that a permit was granted for. At the gate.</summary>
    /// <returns>Whether it still had its place.</returns>
    private bool TryEndProbe(CircuitWord entry)
    {
        if (!ReadWord().IsSameEpoch(entry) || !_probes.Return(entry.Count)) return false;
        Volatile.Write(ref _rejectUntil, _probes.FreeFrom(_rules.MaxConcurrentProbes));
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Settle(CircuitWord entry, CircuitEvent outcome, Exception? error)
    {
        switch (entry.State)
        {
            case CircuitState.Closed:
                _calls.Count(TrySettleClosed(entry, outcome, error) ? KindOf(outcome) : CallKind.Late);
                break;
            case CircuitState.HalfOpen when entry.Count != ProbeLeases.None:
                lock (_gate)
                {
                    var settled = TryEndProbe(entry);
                    if (settled) Advance(outcome, _clock.Now, error);
                    _calls.Count(settled ? KindOf(outcome) : CallKind.Late);
                }

                break;
        }
    }

    /// <returns>Whether the outcome belongs to the present epoch.</returns>
    private bool TrySettleClosed(CircuitWord entry, CircuitEvent outcome, Exception? error)
    {
        var rules = Volatile.Read(ref _rules);
        for (var word = ReadWord(); word.IsSameEpoch(entry); word = ReadWord())
        {
            var step = CircuitStateMachine.Next(word, openUntil: 0, outcome, now: 0, rules);
            if (!step.ChangesState)
            {
                if (TryReplace(word, step.Word)) return true;
                continue;
            }

            lock (_gate)
            {
                if (!ReadWord().IsSameEpoch(entry)) return false;
                Advance(outcome, _clock.Now, error);
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets something happen to the circuit as it is now. At the gate.</summary>
    private void Advance(CircuitEvent happened, long now, Exception? error)
    {
        while (true)
        {
            var word = ReadWord();
            var step = CircuitStateMachine.Next(word, _rejectUntil, happened, now, _rules);

            // Before the word, so that whoever reads the new word finds what belongs to it.
            if (step.ChangesState) Prepare(step, word, now, error);

            // Fails only where an outcome without the gate has just changed the count of a closed circuit:
            // then that count is the truth, and the event is judged again.
            if (!TryReplace(word, step.Word)) continue;

            if (step.ChangesState) _lastReason = step.Reason;
            if (step.Word.IsClosed) Volatile.Write(ref _opening, null);
            return;
        }
    }

    private void Prepare(CircuitStep step, CircuitWord before, long now, Exception? error)
    {
        switch (step.Word.State)
        {
            case CircuitState.Open:
                var failures = before.IsClosed ? before.Count + 1 : 1;
                Volatile.Write(
                    ref _opening,
                    new CircuitOpening(_timeProvider.GetUtcNow(), step.OpenUntil, step.Reason, failures, error));
                Volatile.Write(ref _rejectUntil, step.OpenUntil);
                break;
            case CircuitState.HalfOpen:
                _probes.Renew();
                Volatile.Write(ref _rejectUntil, long.MinValue);
                break;
        }
    }

    private static CallKind KindOf(CircuitEvent outcome) =>
        outcome == CircuitEvent.Succeeded ? CallKind.Succeeded : CallKind.Failed;

    private CircuitWord ReadWord() => new(Volatile.Read(ref _word));

    private bool TryReplace(CircuitWord word, CircuitWord by) =>
        word == by || Interlocked.CompareExchange(ref _word, by.Bits, word.Bits) == word.Bits;
}
