namespace Aspects;

/// <summary>
/// The calls that the ratios look at. It records bad outcomes only; the number of successes is passed in. Each member
/// requires the breaker's lock.
/// </summary>
internal abstract class CallWindow
{
    /// <summary>The timestamp before which a further success needs no judgment.</summary>
    public abstract long QuietUntil { get; }

    /// <summary>
    /// Records a call that failed or was slow. A slow success is already in <paramref name="successes"/>.
    /// </summary>
    /// <returns>The calls in the window, this one included.</returns>
    public abstract WindowTotals RecordBad(long successes, long now, bool failed, bool slow);

    /// <summary>Reads the calls in the window after a success.</summary>
    /// <returns>The calls, or <see langword="null"/> if a success cannot be a reason to open.</returns>
    public abstract WindowTotals? GetTotalsToJudge(long successes, long now);

    /// <summary>Notes that the calls were judged, and that they were enough for a judgment.</summary>
    public abstract void NoteJudgment();

    /// <summary>Forgets that the calls were judged, because the settings changed.</summary>
    public abstract void ForgetJudgment();

    /// <summary>Reads the calls in the window.</summary>
    public abstract WindowTotals GetTotals(long successes, long now);

    /// <summary>Empties the window. The number of successes starts again at zero.</summary>
    public abstract void Clear(long now);
}
