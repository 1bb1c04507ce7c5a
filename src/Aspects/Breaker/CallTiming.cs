namespace Aspects;

/// <summary>Measures the durations of a breaker's calls, and follows the calls in flight.</summary>
internal sealed class CallTiming(MonotonicClock clock)
{
    private CallsInFlight? _inFlight;
    private LatencyHistogram? _durations;
    private uint _lastJudgedBucket;

    /// <summary>Begins to measure a call.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="epoch">The epoch in which the call was admitted.</param>
    /// <returns>The start of the call; the default value if the settings need no durations.</returns>
    public CallStart Begin(CircuitRules rules, long now, long epoch)
    {
        if (!rules.MeasuresDurations) return default;
        var start = CallStart.Capture(now, clock, rules.NeedsPreciseClock);
        Volatile.Read(ref _inFlight)?.AddCall(start, epoch);
        return start;
    }

    /// <summary>Ends the measurement of a call, and records the duration.</summary>
    public TimeSpan End(CallStart start, long epoch)
    {
        var duration = start.GetElapsed(clock);
        Volatile.Read(ref _inFlight)?.RemoveCall(start, epoch);
        (_durations ?? LazyInitializer.EnsureInitialized(ref _durations, static () => new())).Add(duration);
        return duration;
    }

    /// <summary>
    /// Follows calls from the given epoch on. Calls of earlier epochs do not count, even if they are still in flight.
    /// </summary>
    /// <param name="rules">The settings.</param>
    /// <param name="epoch">The first epoch whose calls count.</param>
    /// <param name="isSuccessor">Whether calls of that epoch may be in flight already.</param>
    public void FollowCalls(CircuitRules rules, long epoch, bool isSuccessor)
    {
        var now = rules.NeedsPreciseClock ? clock.PreciseNow : clock.Now;
        Volatile.Write(
            ref _inFlight,
            rules.WatchesSlowCalls ? new CallsInFlight(rules.SlowCallDuration, rules.NeedsPreciseClock, now, epoch, isSuccessor) : null);
    }

    /// <summary>Returns the number of calls in flight that are already slow.</summary>
    public long CountSlowInFlight() =>
        Volatile.Read(ref _inFlight) is { } inFlight ? inFlight.CountSlow(GetStamp(inFlight, clock.Now)) : 0;

    /// <summary>Returns the number of slow calls in flight once for each bucket, and otherwise 0.</summary>
    /// <remarks>
    /// A call that hangs has no outcome. So an entering call judges the slow calls in flight.
    /// </remarks>
    /// <param name="now">The present timestamp of the coarse clock.</param>
    public long CountSlowToJudge(long now)
    {
        if (Volatile.Read(ref _inFlight) is not { } inFlight) return 0;
        var stamp = GetStamp(inFlight, now);
        var bucket = inFlight.GetBucketNumber(stamp);
        return Volatile.Read(ref _lastJudgedBucket) == bucket || Interlocked.Exchange(ref _lastJudgedBucket, bucket) == bucket
            ? 0
            : inFlight.CountSlow(stamp);
    }

    /// <summary>Summarizes the durations; <see langword="null"/> if no call was measured.</summary>
    public LatencySummary? Summarize() => Volatile.Read(ref _durations)?.Summarize();

    private long GetStamp(CallsInFlight inFlight, long now) => inFlight.IsPrecise ? clock.PreciseNow : now;
}
