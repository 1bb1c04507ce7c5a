namespace Aspects;

/// <summary>What a window holds.</summary>
/// <param name="Calls">Calls that succeeded or failed.</param>
/// <param name="Failures">Those that failed.</param>
/// <param name="SlowCalls">Those that took longer than the limit, whether they failed or not.</param>
internal readonly record struct WindowTotals(long Calls, long Failures, long SlowCalls)
{
    public double FailureRatio => Calls == 0 ? 0 : Failures / (double)Calls;

    public double SlowCallRatio => Calls == 0 ? 0 : SlowCalls / (double)Calls;

    /// <summary>With calls still under way that are slow already: they count as calls and as slow ones.</summary>
    public WindowTotals WithSlowInFlight(long calls) => this with { Calls = Calls + calls, SlowCalls = SlowCalls + calls };
}
