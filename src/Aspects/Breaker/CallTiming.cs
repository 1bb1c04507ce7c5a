using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>Measures the durations of a breaker's calls, and follows the calls in flight.</summary>
internal sealed class CallTiming(MonotonicClock clock)
{
    // The count of a permit of a closed circuit whose call is not followed.
    private const int NotFollowed = 0;

    private CallsInFlight? _followed;
    private int _lastNumber;
    private LatencyHistogram? _durations;

    // `_durations` while the settings keep durations.
    private LatencyHistogram? _kept;
    private long _quickLimit;
    private long _clockBits;

    /// <summary>Begins to measure a call of a closed circuit, unless slow calls must be judged first.</summary>
    /// <param name="entry">The state word in which the call was admitted; afterwards that of the permit.</param>
    /// <param name="start">The start of the call.</param>
    /// <returns>Whether the call has begun. If not, <see cref="Begin"/> begins it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryBegin(ref CircuitWord entry, out CallStart start)
    {
        var followed = Volatile.Read(ref _followed);
        var clockBits = followed is null ? Volatile.Read(ref _clockBits) : followed.Clock;
        start = CallStart.Create(ReadClock(clockBits), clockBits);
        if (followed is null)
        {
            entry = entry.WithCount(NotFollowed);
            return true;
        }

        if (!IsOfEpoch(entry, followed) || !followed.TryAddCall(start)) return false;
        entry = entry.WithCount(followed.Number);
        return true;
    }

    /// <summary>Begins to measure a call.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="entry">The state word in which the call was admitted; afterwards that of the permit.</param>
    /// <returns>The start of the call; the default value if the settings need no durations.</returns>
    public CallStart Begin(CircuitRules rules, ref CircuitWord entry)
    {
        if (!rules.MeasuresDurations) return default;
        var followed = Volatile.Read(ref _followed);
        var clockBits = followed?.Clock ?? GetClockBits(rules);
        var start = CallStart.Create(ReadClock(clockBits), clockBits);
        if (!entry.IsClosed) return start;
        entry = entry.WithCount(NotFollowed);
        if (entry.IsPassThrough || followed is null || !IsOfEpoch(entry, followed)) return start;
        followed.AddCall(start);
        entry = entry.WithCount(followed.Number);
        return start;
    }

    /// <summary>Ends the measurement of a call, if the call is neither slow nor overdue.</summary>
    /// <returns>Whether the measurement has ended. If not, <see cref="End"/> ends it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEndQuickCall(CallStart start, long end, CircuitWord entry)
    {
        if (end - start.Stamp > Volatile.Read(ref _quickLimit)) return false;
        if (Volatile.Read(ref _followed) is { } followed && IsFollowedBy(entry, followed) && !followed.TryRemoveCall(start)) return false;
        if (_kept is not null) KeepDuration(start, end);
        return true;
    }

    /// <summary>Returns the time since the start of a call, never negative.</summary>
    public TimeSpan GetElapsed(CallStart start) => GetDuration(start, ReadClock(start.Clock));

    /// <summary>Ends the measurement of a call, and returns its duration, never negative.</summary>
    public TimeSpan End(CallStart start, CircuitWord entry)
    {
        var end = ReadClock(start.Clock);
        if (Volatile.Read(ref _followed) is { } followed && IsFollowedBy(entry, followed)) followed.RemoveCall(start);
        KeepDuration(start, end);
        return GetDuration(start, end);
    }

    /// <summary>Reads the clock that the starts of calls are read from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadClock(long clockBits) => clockBits == CallStart.Precise ? clock.PreciseNow : clock.ReadNow();

    /// <summary>Applies settings. Requires the breaker's lock.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="reportsCalls">Whether call listeners need the duration of each call.</param>
    public void ApplyRules(CircuitRules rules, bool reportsCalls)
    {
        Volatile.Write(ref _clockBits, GetClockBits(rules));
        // No call is quick while calls are reported. A call that was slow before its settlement is never quick.
        Volatile.Write(ref _quickLimit, reportsCalls ? long.MinValue : Math.Min(rules.QuickCallLimit.Ticks, 1L << 60));
        if (rules.KeepsDurations) Volatile.Write(ref _durations, _durations ?? new LatencyHistogram());
        Volatile.Write(ref _kept, rules.KeepsDurations ? _durations : null);
    }

    /// <summary>Follows the calls of an epoch from now on, but none that has begun already.</summary>
    /// <remarks>Requires the breaker's lock.</remarks>
    /// <param name="rules">The settings.</param>
    /// <param name="epoch">The state word of the epoch.</param>
    public void FollowCalls(CircuitRules rules, CircuitWord epoch)
    {
        if (!rules.WatchesSlowCalls)
        {
            Volatile.Write(ref _followed, null);
            return;
        }

        // The highest bit of the count is left out, because it is the full mark of a cell of RecentCalls.
        _lastNumber = _lastNumber == CircuitWord.MaxCount / 2 ? NotFollowed + 1 : _lastNumber + 1;
        var clockBits = GetClockBits(rules);
        Volatile.Write(ref _followed, new CallsInFlight(rules.SlowCallDuration, clockBits, ReadClock(clockBits), epoch.EpochBits, _lastNumber));
    }

    /// <summary>Returns the number of calls in flight that are already slow.</summary>
    public long CountSlowInFlight() =>
        Volatile.Read(ref _followed) is { } calls ? calls.CountSlow(ReadClock(calls.Clock)) : 0;

    /// <summary>Returns the number of slow calls in flight once for each bucket, and otherwise 0.</summary>
    /// <remarks>
    /// A call that hangs has no outcome. So an entering call judges the slow calls in flight.
    /// </remarks>
    public long CountSlowToJudge() =>
        Volatile.Read(ref _followed) is { } calls ? calls.CountSlowToJudge(ReadClock(calls.Clock)) : 0;

    /// <summary>Summarizes the durations; <see langword="null"/> if no duration was kept.</summary>
    public LatencySummary? Summarize() => Volatile.Read(ref _durations)?.Summarize();

    private static bool IsOfEpoch(CircuitWord entry, CallsInFlight calls) => entry.EpochBits == calls.EpochBits;

    // The count of a followed call's permit is the number of the calls that it was added to. So the call leaves these,
    // and no others, whatever limit and epoch are present when it ends.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFollowedBy(CircuitWord entry, CallsInFlight calls) => entry.IsClosed && entry.Count == calls.Number;

    private static long GetClockBits(CircuitRules rules) => rules.NeedsPreciseClock ? CallStart.Precise : CallStart.Coarse;

    private static TimeSpan GetDuration(CallStart start, long end) => TimeSpan.FromTicks(Math.Max(end - start.Stamp, 0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepDuration(CallStart start, long end) => Volatile.Read(ref _kept)?.Add(GetDuration(start, end));
}
