using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>Measures the durations of a breaker's calls, and follows the calls in flight.</summary>
internal sealed class CallTiming(MonotonicClock clock)
{
    private CallsInFlight? _inFlight;
    private LatencyHistogram? _durations;

    // `_durations` while the settings keep durations.
    private LatencyHistogram? _kept;
    private long _quickLimit;
    private long _clock;

    /// <summary>Begins to measure a call of a closed circuit, unless slow calls must be judged first.</summary>
    /// <param name="entry">The state word in which the call was admitted.</param>
    /// <param name="start">The start of the call.</param>
    /// <returns>Whether the call has begun. If not, <see cref="Begin"/> begins it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryBegin(CircuitWord entry, out CallStart start)
    {
        var inFlight = Volatile.Read(ref _inFlight);
        var which = inFlight is null ? Volatile.Read(ref _clock) : inFlight.Clock;
        start = CallStart.Create(ReadClock(which), which);
        return inFlight is null || inFlight.TryAddCall(start, entry.Bits);
    }

    /// <summary>Begins to measure a call.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="entry">The state word in which the call was admitted.</param>
    /// <returns>The start of the call; the default value if the settings need no durations.</returns>
    public CallStart Begin(CircuitRules rules, CircuitWord entry)
    {
        if (!rules.MeasuresDurations) return default;
        var which = GetClock(rules);
        var start = CallStart.Create(ReadClock(which), which);
        Volatile.Read(ref _inFlight)?.AddCall(start, entry.Bits);
        return start;
    }

    /// <summary>Ends the measurement of a call, if the call is neither slow nor overdue.</summary>
    /// <returns>Whether the measurement has ended. If not, <see cref="End"/> ends it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEndQuickCall(CallStart start, long end, CircuitWord entry)
    {
        if (end - start.Stamp > Volatile.Read(ref _quickLimit)) return false;
        if (Volatile.Read(ref _inFlight) is { } inFlight && !inFlight.TryRemoveCall(start, entry.Bits)) return false;
        if (_kept is not null) KeepDuration(start, end);
        return true;
    }

    /// <summary>Returns the time since the start of a call, never negative.</summary>
    public TimeSpan GetElapsed(CallStart start) => GetDuration(start, ReadClock(start.Clock));

    /// <summary>Ends the measurement of a call, and returns its duration, never negative.</summary>
    public TimeSpan End(CallStart start, CircuitWord entry)
    {
        var end = ReadClock(start.Clock);
        Volatile.Read(ref _inFlight)?.RemoveCall(start, entry.Bits);
        KeepDuration(start, end);
        return GetDuration(start, end);
    }

    /// <summary>Reads the clock that the starts of calls are read from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadClock(long which) => which == CallStart.Precise ? clock.PreciseNow : clock.ReadNow();

    /// <summary>Applies settings. Requires the breaker's lock.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="reportsCalls">Whether call listeners need the duration of each call.</param>
    public void ApplyRules(CircuitRules rules, bool reportsCalls)
    {
        Volatile.Write(ref _clock, GetClock(rules));
        Volatile.Write(ref _quickLimit, reportsCalls ? long.MinValue : rules.QuickCallLimit.Ticks);
        if (rules.KeepsDurations) Volatile.Write(ref _durations, _durations ?? new LatencyHistogram());
        Volatile.Write(ref _kept, rules.KeepsDurations ? _durations : null);
    }

    /// <summary>
    /// Follows calls from the given epoch on. Calls of earlier epochs do not count, even if they are still in flight.
    /// </summary>
    /// <remarks>Requires the breaker's lock.</remarks>
    /// <param name="rules">The settings.</param>
    /// <param name="epoch">The state word of the first epoch whose calls count.</param>
    /// <param name="isSuccessor">Whether calls of that epoch may be in flight already.</param>
    public void FollowCalls(CircuitRules rules, CircuitWord epoch, bool isSuccessor)
    {
        var which = GetClock(rules);
        Volatile.Write(
            ref _inFlight,
            rules.WatchesSlowCalls ? new CallsInFlight(rules.SlowCallDuration, which, ReadClock(which), epoch.EpochBits, isSuccessor) : null);
    }

    /// <summary>Returns the number of calls in flight that are already slow.</summary>
    public long CountSlowInFlight() =>
        Volatile.Read(ref _inFlight) is { } inFlight ? inFlight.CountSlow(ReadClock(inFlight.Clock)) : 0;

    /// <summary>Returns the number of slow calls in flight once for each bucket, and otherwise 0.</summary>
    /// <remarks>
    /// A call that hangs has no outcome. So an entering call judges the slow calls in flight.
    /// </remarks>
    public long CountSlowToJudge() =>
        Volatile.Read(ref _inFlight) is { } inFlight ? inFlight.CountSlowToJudge(ReadClock(inFlight.Clock)) : 0;

    /// <summary>Summarizes the durations; <see langword="null"/> if no duration was kept.</summary>
    public LatencySummary? Summarize() => Volatile.Read(ref _durations)?.Summarize();

    private static long GetClock(CircuitRules rules) => rules.NeedsPreciseClock ? CallStart.Precise : CallStart.Coarse;

    private static TimeSpan GetDuration(CallStart start, long end) => TimeSpan.FromTicks(Math.Max(end - start.Stamp, 0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepDuration(CallStart start, long end) => Volatile.Read(ref _kept)?.Add(GetDuration(start, end));
}
