namespace Aspects;

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
