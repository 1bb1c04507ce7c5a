namespace Aspects.Tests;

/// <summary>
/// A breaker for one thread that is obviously right: plain fields, lists, and each sentence of the design in its place.
/// </summary>
internal sealed partial class ReferenceBreaker
{
    private readonly List<ReferenceCall?> _seats = [];
    private CircuitState _state = CircuitState.Closed;
    private Int128 _breakBegan;
    private Int128 _breakEnds;
    private TimeSpan? _asked;
    private int _epoch;
    private int _failuresInARow;
    private ReferenceWindow? _window;
    private ReferenceInFlight? _inFlight;
    private long _entriesJudged;

    public ReferenceBreaker(ReferenceSettings settings, long now)
    {
        Settings = settings;
        _window = settings.NeedsWindow ? new ReferenceWindow(settings, now) : null;
        _inFlight = settings.SlowCallDuration > TimeSpan.Zero ? new ReferenceInFlight(settings.SlowCallDuration, now, isSuccessor: false) : null;
    }

    public ReferenceSettings Settings { get; private set; }

    public CircuitState State(long now) =>
        _state == CircuitState.Open && HasCome(_breakEnds, now) ? CircuitState.HalfOpen : _state;

    public TimeSpan? RetryAfter(long now)
    {
        if (_state != CircuitState.Open) return null;
        if (IsNever(_breakEnds)) return TimeSpan.MaxValue;
        return _breakEnds <= now ? TimeSpan.Zero : TimeSpan.FromTicks((long)(_breakEnds - now));
    }

    public ReferenceCall Enter(long now, DateTimeOffset wallClock)
    {
        if (Settings.Mode == CircuitMode.Disabled) return Measure(Bystander(), now);

        if (_state == CircuitState.Closed) JudgeCallsInFlight(now, wallClock);
        if (State(now) == CircuitState.HalfOpen && _state == CircuitState.Open)
        {
            ChangeTo(CircuitState.HalfOpen, CircuitReason.BreakElapsed, wallClock);
        }

        var call = new ReferenceCall { AdmittedIn = _state, Epoch = _epoch };
        if (_state == CircuitState.Closed) return Measure(call, now);

        if (_state == CircuitState.HalfOpen && ProbesUnderWay(now) < Settings.MaxConcurrentProbes)
        {
            call.Deadline = now + (Int128)Settings.ProbeTimeout.Ticks;
            Seat(call, now);
            return Measure(call, now);
        }

        if (Settings.Mode == CircuitMode.Monitor)
        {
            WouldHaveRejected++;
            return Measure(Bystander(), now);
        }

        call.IsRejected = true;
        Rejected++;
        return call;
    }

    public void Settle(ReferenceCall call, ReferenceOutcome outcome, TimeSpan? asked, Exception? error, long now, DateTimeOffset wallClock)
    {
        if (call.IsRejected || call.IsSettled) return;
        call.IsSettled = true;

        var slow = EndMeasuring(call, now);
        if (call.IsBystander)
        {
            Count(outcome, error);
            return;
        }

        var wasProbe = call.AdmittedIn == CircuitState.HalfOpen;
        var counts = call.Epoch == _epoch && (!wasProbe || _seats.Contains(call));
        if (wasProbe && counts) _seats[_seats.IndexOf(call)] = null;
        if (!counts)
        {
            StaleOutcomes++;
            return;
        }

        Count(outcome, error);
        if (outcome == ReferenceOutcome.Ignored || Settings.Mode == CircuitMode.Disabled) return;
        if (outcome == ReferenceOutcome.Throttled) Open(CircuitReason.Throttled, error, asked, now, wallClock);
        else if (wasProbe) EndProbe(outcome, asked, error, now, wallClock);
        else EndClosed(outcome, slow, asked, error, now, wallClock);
    }

    private void EndProbe(ReferenceOutcome outcome, TimeSpan? asked, Exception? error, long now, DateTimeOffset wallClock)
    {
        if (outcome == ReferenceOutcome.Failed)
        {
            FailedRecoveries++;
            Open(CircuitReason.ProbeFailed, error, asked, now, wallClock);
            return;
        }

        SuccessfulProbes++;
        if (SuccessfulProbes >= Settings.SuccessThreshold) Close(CircuitReason.ProbesSucceeded, now, wallClock);
    }

    private void EndClosed(ReferenceOutcome outcome, bool slow, TimeSpan? asked, Exception? error, long now, DateTimeOffset wallClock)
    {
        var failed = outcome == ReferenceOutcome.Failed;
        var limit = Settings.ConsecutiveFailures;
        var verdict = CircuitReason.None;
        _window?.Add(now, failed, slow);
        if (_window is not null && _window.IsToBeJudged(now))
        {
            verdict = Verdict(now);
            limit = FailureLimit(now, _failuresInARow + (failed ? 1 : 0));
        }

        if (!failed && verdict == CircuitReason.None) _failuresInARow = 0;

        // Turned off, the rule does not count either.
        if (failed && limit > 0) _failuresInARow++;
        if (failed && limit > 0 && _failuresInARow >= limit) Open(CircuitReason.ConsecutiveFailures, error, asked, now, wallClock);
        else if (verdict != CircuitReason.None) Open(verdict, error, asked, now, wallClock);
    }

    private void Open(CircuitReason reason, Exception? error, TimeSpan? asked, long now, DateTimeOffset wallClock)
    {
        _breakBegan = now;
        _breakEnds = now + (Int128)BreakOf(reason, asked).Ticks;
        _asked = asked;
        ChangeTo(CircuitState.Open, reason, wallClock);
        OpenedAt = wallClock;
        LastFailure = error;
    }

    private TimeSpan BreakOf(CircuitReason reason, TimeSpan? asked)
    {
        var ordinary = GrownBreak();
        if (!Settings.HonorRetryAfter || asked is not { } wait) return ordinary;
        if (wait < TimeSpan.FromMilliseconds(1)) wait = TimeSpan.FromMilliseconds(1);
        if (wait > Settings.MaxRetryAfter) wait = Settings.MaxRetryAfter;
        return reason == CircuitReason.Throttled || wait > ordinary ? wait : ordinary;
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
        OpenedAt = null;
        LastFailure = null;
        if (Settings.NeedsWindow) _window = new ReferenceWindow(Settings, now);

        // What hangs since before says nothing about the circuit that has just closed.
        if (_inFlight is not null) _inFlight = new ReferenceInFlight(Settings.SlowCallDuration, now, isSuccessor: false);
    }

    private void ChangeTo(CircuitState state, CircuitReason reason, DateTimeOffset wallClock)
    {
        _epoch++;
        _failuresInARow = 0;
        SuccessfulProbes = 0;
        _seats.Clear();
        if (_state == state) return;

        _state = state;
        Reason = reason;
        Reasons.Add(reason);
        StateChanges++;
        LastStateChangeAt = wallClock;
        if (state is CircuitState.Open or CircuitState.Isolated) TimesOpened++;
        if (state == CircuitState.Closed) TimesClosed++;
    }

    private ReferenceCall Bystander() => new() { AdmittedIn = _state, Epoch = _epoch, IsBystander = true };

    private int ProbesUnderWay(long now) => _seats.Count(probe => probe is not null && !HasCome(probe.Deadline, now));

    // The first seat in which nobody sits, or somebody who has been given up; otherwise one more.
    private void Seat(ReferenceCall call, long now)
    {
        var seat = _seats.FindIndex(probe => probe is null || HasCome(probe.Deadline, now));
        if (seat < 0)
        {
            _seats.Add(call);
        }
        else
        {
            if (_seats[seat] is not null) ProbesGivenUp++;
            _seats[seat] = call;
        }

        MostProbesAtOnce = Math.Max(MostProbesAtOnce, ProbesUnderWay(now));
    }

    private static bool IsNever(Int128 stamp) => stamp >= long.MaxValue;

    private static bool HasCome(Int128 stamp, long now) => !IsNever(stamp) && now >= stamp;
}
