namespace Aspects.Tests;

/// <summary>
/// A breaker for one thread that is obviously right: plain fields, lists, and each sentence of the design in its place.
/// </summary>
internal sealed class ReferenceBreaker(ReferenceSettings settings)
{
    private readonly List<ReferenceCall?> _seats = [];
    private CircuitState _state = CircuitState.Closed;
    private Int128 _breakEnds;
    private int _successfulProbes;

    public ReferenceSettings Settings { get; set; } = settings;

    public CircuitReason Reason { get; private set; }

    public int StateChanges { get; private set; }

    public int FailuresInARow { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public Exception? LastFailure { get; private set; }

    public int Succeeded { get; private set; }

    public int Failed { get; private set; }

    public int Ignored { get; private set; }

    public int Late { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>How often a probe's seat was given to another, to see what scenarios reach.</summary>
    public int ProbesGivenUp { get; private set; }

    /// <summary>The most probes that were under way together, to see what scenarios reach.</summary>
    public int MostProbesAtOnce { get; private set; }

    /// <summary>Every stamp at which something ends by itself: the break, or the time of a probe.</summary>
    public IEnumerable<Int128> Edges =>
        _state == CircuitState.Open ? [_breakEnds]
        : _state == CircuitState.HalfOpen ? _seats.OfType<ReferenceCall>().Select(static probe => probe.Deadline)
        : [];

    public CircuitState State(long now) =>
        _state == CircuitState.Open && HasCome(_breakEnds, now) ? CircuitState.HalfOpen : _state;

    public TimeSpan? RetryAfter(long now)
    {
        if (_state != CircuitState.Open) return null;
        if (IsNever(_breakEnds)) return TimeSpan.MaxValue;
        return _breakEnds <= now ? TimeSpan.Zero : TimeSpan.FromTicks((long)(_breakEnds - now));
    }

    public ReferenceCall Enter(long now)
    {
        if (State(now) == CircuitState.HalfOpen && _state == CircuitState.Open)
        {
            ChangeTo(CircuitState.HalfOpen, CircuitReason.BreakElapsed);
        }

        var call = new ReferenceCall { AdmittedIn = _state, Epoch = StateChanges };
        if (_state == CircuitState.Closed) return call;

        if (_state == CircuitState.HalfOpen && ProbesUnderWay(now) < Settings.MaxConcurrentProbes)
        {
            call.Deadline = now + (Int128)Settings.ProbeTimeout.Ticks;
            Seat(call, now);
            return call;
        }

        call.IsRejected = true;
        Rejected++;
        return call;
    }

    public void Settle(ReferenceCall call, ReferenceOutcome outcome, Exception? error, long now, DateTimeOffset wallClock)
    {
        if (call.IsRejected || call.IsSettled) return;
        call.IsSettled = true;

        var wasProbe = call.AdmittedIn == CircuitState.HalfOpen;
        var counts = call.Epoch == StateChanges && (!wasProbe || _seats.Contains(call));
        if (wasProbe && counts) _seats[_seats.IndexOf(call)] = null;

        // A call that says nothing about the callee says so whenever it ends; only a probe can be too late to say even that.
        if (outcome == ReferenceOutcome.Ignored && (counts || !wasProbe)) Ignored++;
        else if (!counts) Late++;
        else if (outcome == ReferenceOutcome.Succeeded) Succeed();
        else Fail(error, now, wallClock);
    }

    private void Succeed()
    {
        Succeeded++;
        FailuresInARow = 0;
        if (_state != CircuitState.HalfOpen) return;

        _successfulProbes++;
        if (_successfulProbes < Settings.SuccessThreshold) return;
        ChangeTo(CircuitState.Closed, CircuitReason.ProbesSucceeded);
        OpenedAt = null;
        LastFailure = null;
    }

    private void Fail(Exception? error, long now, DateTimeOffset wallClock)
    {
        Failed++;
        if (_state == CircuitState.HalfOpen)
        {
            Open(CircuitReason.ProbeFailed, error, now, wallClock);
            return;
        }

        // Turned off, the rule does not count either.
        if (Settings.ConsecutiveFailures == 0) return;

        FailuresInARow++;
        if (FailuresInARow >= Settings.ConsecutiveFailures)
        {
            Open(CircuitReason.ConsecutiveFailures, error, now, wallClock);
        }
    }

    private void Open(CircuitReason reason, Exception? error, long now, DateTimeOffset wallClock)
    {
        ChangeTo(CircuitState.Open, reason);
        _breakEnds = now + (Int128)Settings.BreakDuration.Ticks;
        OpenedAt = wallClock;
        LastFailure = error;
    }

    private void ChangeTo(CircuitState state, CircuitReason reason)
    {
        _state = state;
        Reason = reason;
        StateChanges++;
        FailuresInARow = 0;
        _successfulProbes = 0;
        _seats.Clear();
    }

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
