using System.Runtime.CompilerServices;

namespace Aspects;

// The way in when the circuit is not closed, or when an entry has more to do: modes, measuring, the ramp.
public sealed partial class CircuitBreaker
{
    // Made when the circuit is half-open for the first time.
    private ProbeLeases? _probes;
    private CallsInFlight? _inFlight;
    private SlowStart? _ramp;
    private uint _entriesJudged;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterByDetour(out CircuitPermit permit)
    {
        var rules = Volatile.Read(ref _rules);
        var now = _clock.Now;
        var granted = rules.Mode == CircuitMode.Disabled ? ReadWord().AsBystander() : Grant(rules, now);
        if (granted.IsRejected && rules.Mode == CircuitMode.Monitor)
        {
            History.AddWouldHaveRejected();
            granted = granted.AsBystander();
        }

        if (granted.IsRejected)
        {
            _calls.Count(CallKind.Rejected);
            permit = new CircuitPermit(this, granted, start: default);
            return false;
        }

        var start = rules.MeasuresDurations ? CallStart.At(now, _clock, rules.NeedsPreciseClock) : default;
        if (start.IsMeasured) Volatile.Read(ref _inFlight)?.Enter(start, granted);
        permit = new CircuitPermit(this, granted, start);
        return true;
    }

    /// <summary>The word under which a caller enters, or is rejected; rejected without a lock until the gate may know better.</summary>
    private CircuitWord Grant(CircuitRules rules, long now)
    {
        var word = ReadWord();
        if (word.IsClosed)
        {
            JudgeSlowCallsInFlight(rules, now);
            word = ReadWord();
        }

        if (word.IsClosed) return RampAdmits(now) ? word : word.AsRejected();
        return now < Volatile.Read(ref _rejectUntil) ? word.WithCount(ProbeLeases.None).AsRejected() : Ask();
    }

    private CircuitWord Ask()
    {
        lock (_gate)
        {
            // Here, not before the gate: whoever had to wait must not be given a lease that is over already.
            var now = _clock.Now;
            Advance(new CircuitEvent(CircuitEventKind.Asked), now, cause: default);
            var word = ReadWord();
            if (word.IsClosed) return word;
            if (word.State != CircuitState.HalfOpen) return word.AsRejected();

            var lease = _probes!.Take(_rules.MaxConcurrentProbes, now, MonotonicClock.After(now, _rules.ProbeTimeout));
            Volatile.Write(ref _rejectUntil, _probes.FreeFrom(_rules.MaxConcurrentProbes));
            var entry = word.WithCount(lease);
            return lease == ProbeLeases.None ? entry.AsRejected() : entry;
        }
    }

    // Calls that hang have no outcome to be judged by. Looked at by the first caller in each eighth of the limit.
    private void JudgeSlowCallsInFlight(CircuitRules rules, long now)
    {
        if (Volatile.Read(ref _inFlight) is not { } inFlight || Volatile.Read(ref _window) is not { } window) return;

        var stamp = inFlight.IsPrecise ? _clock.PreciseNow : now;
        var number = inFlight.NumberAt(stamp);
        if (Volatile.Read(ref _entriesJudged) == number || Interlocked.Exchange(ref _entriesJudged, number) == number) return;

        var slow = inFlight.SlowAt(stamp);
        if (slow == 0 || rules.EvaluateWindow(window.Totals(now).WithSlowInFlight(slow)) is CircuitReason.None) return;
        CircuitOpening? opening;
        lock (_gate)
        {
            var verdict = rules.EvaluateWindow(window.Totals(now).WithSlowInFlight(slow));
            opening = Advance(new CircuitEvent(CircuitEventKind.Asked, verdict), now, cause: default);
        }

        AfterOpening(opening);
    }

    private bool RampAdmits(long now)
    {
        if (Volatile.Read(ref _ramp) is not { } ramp) return true;
        if (!ramp.IsOver(now)) return ramp.Admits(now);

        lock (_gate)
        {
            if (_ramp != ramp) return true;
            Volatile.Write(ref _ramp, null);
            UpdateDetour();
            return true;
        }
    }
}
