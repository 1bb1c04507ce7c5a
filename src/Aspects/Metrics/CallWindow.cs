namespace Aspects;

/// <summary>
/// The calls that the ratios look at. It records bad outcomes only; the number of successes is passed in. Each member
/// requires the breaker's lock.
/// </summary>
internal abstract class CallWindow
{
    /// <summary>Whether the calls are judged already. A further success of the same bucket needs no judgment.</summary>
    public bool IsJudged { get; set; } = true;

    /// <summary>The timestamp at which a new bucket begins; 0 if time begins no bucket.</summary>
    public abstract long BucketEnd { get; }

    /// <summary>
    /// Records a call that failed or was slow. A slow success is already in <paramref name="successes"/>.
    /// </summary>
    /// <returns>The calls in the window, this one included.</returns>
    public abstract WindowTotals RecordBad(long successes, long now, bool failed, bool slow);

    /// <summary>Reads the calls in the window after a success.</summary>
    /// <returns>The calls, or <see langword="null"/> if a success cannot be a reason to open.</returns>
    public abstract WindowTotals? GetTotalsToJudge(long successes, long now);

    /// <summary>Reads the calls in the window.</summary>
    public abstract WindowTotals GetTotals(long successes, long now);

    /// <summary>Empties the window. The number of successes starts again at zero.</summary>
    public abstract void Clear(long now);
}

/// <summary>The totals of a window.</summary>
/// <param name="Calls">The number of calls that succeeded or failed.</param>
/// <param name="Failures">The number of calls that failed.</param>
/// <param name="SlowCalls">The number of slow calls, failed or not.</param>
/// <param name="SlowInFlight">The number of calls under way that are slow already.</param>
internal readonly record struct WindowTotals(long Calls, long Failures, long SlowCalls, long SlowInFlight = 0)
{
    public double FailureRatio => Calls == 0 ? 0 : Failures / (double)Calls;

    /// <summary>The number of calls known to be slow or quick: the ended calls and the slow calls under way.</summary>
    public long TimedCalls => Calls + SlowInFlight;

    public double SlowCallRatio => TimedCalls == 0 ? 0 : (SlowCalls + SlowInFlight) / (double)TimedCalls;

    /// <summary>The share of failures or the share of slow calls, whichever is greater; from 0 to 1.</summary>
    public double Degradation => Math.Max(FailureRatio, SlowCallRatio);

    /// <summary>Returns the totals without the given number of failures. Their slow calls still count.</summary>
    public WindowTotals WithoutFailures(int failures)
    {
        var excluded = Math.Min(failures, Failures);
        return this with { Calls = Math.Max(Calls - excluded, SlowCalls), Failures = Failures - excluded };
    }

    /// <summary>Returns the totals with slow calls under way. They count in the share of slow calls only.</summary>
    public WindowTotals WithSlowInFlight(long calls) => this with { SlowInFlight = calls };
}
