namespace Aspects;

/// <summary>What a window holds.</summary>
/// <param name="Calls">Calls that succeeded or failed.</param>
/// <param name="Failures">Those that failed.</param>
/// <param name="SlowCalls">Those that took longer than the limit, whether they failed or not.</param>
/// <param name="SlowInFlight">Calls still under way that are slow already: they have not failed, and may yet.</param>
internal readonly record struct WindowTotals(long Calls, long Failures, long SlowCalls, long SlowInFlight = 0)
{
    public double FailureRatio => Calls == 0 ? 0 : Failures / (double)Calls;

    /// <summary>Calls that are known to be slow or not: those that have ended, and those slow already.</summary>
    public long TimedCalls => Calls + SlowInFlight;

    public double SlowCallRatio => TimedCalls == 0 ? 0 : (SlowCalls + SlowInFlight) / (double)TimedCalls;

    /// <summary>How badly calls go, from 0 to 1: the share of failures or of slow calls, whichever is more.</summary>
    public double Degradation => Math.Max(FailureRatio, SlowCallRatio);

    /// <summary>Without the given number of failures; they may have been slow, which still counts.</summary>
    public WindowTotals WithoutFailures(int failures)
    {
        var excluded = Math.Min(failures, Failures);
        return this with { Calls = Math.Max(Calls - excluded, SlowCalls), Failures = Failures - excluded };
    }

    /// <summary>With calls still under way that are slow already: the share of slow calls counts them, that of failures does not.</summary>
    public WindowTotals WithSlowInFlight(long calls) => this with { SlowInFlight = calls };
}
