using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Aspects;

// The slow path of an entry: a circuit that is not closed, modes, measurement, slow start.
public sealed partial class CircuitBreaker
{
    // Created when the circuit becomes half-open for the first time.
    private ProbeLeases? _probes;
    private CallsInFlight? _inFlight;
    private SlowStart? _slowStart;
    private uint _lastJudgedBucket;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterSlowPath(out CircuitPermit permit)
    {
        var rules = Volatile.Read(ref _rules);
        var now = _clock.Now;
        var granted = rules.Mode == CircuitMode.Disabled ? ReadWord().AsPassThrough() : GrantPermit(rules, now);
        if (granted.IsRejected && rules.Mode == CircuitMode.Monitor)
        {
            History.CountWouldHaveRejected();
            granted = granted.AsPassThrough();
        }

        if (granted.IsRejected)
        {
            _calls.Count(CallKind.Rejected);
            permit = new CircuitPermit(this, granted, start: default);
            return false;
        }

        var start = rules.MeasuresDurations ? CallStart.Capture(now, _clock, rules.NeedsPreciseClock) : default;
        if (start.IsMeasured) Volatile.Read(ref _inFlight)?.AddCall(start, granted.Epoch);
        permit = new CircuitPermit(this, granted, start);
        return true;
    }

    /// <summary>Returns the state word of the new permit: admitted or rejected.</summary>
    /// <remarks>Takes no lock while the circuit is closed, and none before <c>_rejectUntil</c>.</remarks>
    private CircuitWord GrantPermit(CircuitRules rules, long now)
    {
        var word = ReadWord();
        if (word.IsClosed)
        {
            JudgeSlowCallsInFlight(rules, now);
            word = ReadWord();
        }

        if (word.IsClosed) return TryAdmitInSlowStart(now) ? word : word.AsRejected();
        return now < Volatile.Read(ref _rejectUntil) ? word.WithCount(ProbeLeases.None).AsRejected() : GrantUnderLock();
    }

    /// <summary>
    /// Grants or rejects an entry under the lock; starts the half-open state after the break and leases a probe slot.
    /// </summary>
    private CircuitWord GrantUnderLock()
    {
        lock (_sync)
        {
            // Reads the clock inside the lock, so that a caller that waited does not get an expired lease.
            var now = _clock.Now;
            ApplyEvent(new CircuitEvent(CircuitEventKind.Requested), now, cause: default);
            var word = ReadWord();
            if (word.IsClosed) return word;
            if (word.State != CircuitState.HalfOpen) return word.AsRejected();

            var lease = _probes!.AcquireLease(_rules.MaxConcurrentProbes, now, MonotonicClock.AddTime(now, _rules.ProbeTimeout));
            Volatile.Write(ref _rejectUntil, _probes.GetFreeStamp(_rules.MaxConcurrentProbes));
            var entry = word.WithCount(lease);
            return lease == ProbeLeases.None ? entry.AsRejected() : entry;
        }
    }

    /// <summary>Opens the circuit if too many calls under way are slow already.</summary>
    /// <remarks>
    /// A call that hangs has no outcome, so an entry has to judge it. Only the first entry in each eighth of
    /// <see cref="CircuitBreakerOptions.SlowCallDuration"/> does so.
    /// </remarks>
    private void JudgeSlowCallsInFlight(CircuitRules rules, long now)
    {
        if (Volatile.Read(ref _inFlight) is not { } inFlight || Volatile.Read(ref _window) is not { } window) return;

        var stamp = inFlight.IsPrecise ? _clock.PreciseNow : now;
        var number = inFlight.GetBucketNumber(stamp);
        if (Volatile.Read(ref _lastJudgedBucket) == number || Interlocked.Exchange(ref _lastJudgedBucket, number) == number) return;

        var slow = inFlight.CountSlow(stamp);
        if (slow == 0 || rules.EvaluateWindow(window.GetTotals(now).WithSlowInFlight(slow)) is CircuitReason.None) return;
        CircuitOpening? opening;
        lock (_sync)
        {
            var verdict = rules.EvaluateWindow(window.GetTotals(now).WithSlowInFlight(slow));
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
}
