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
