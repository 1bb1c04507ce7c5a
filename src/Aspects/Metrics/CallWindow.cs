namespace Aspects;

/// <summary>The calls that the ratio rules evaluate.</summary>
internal abstract class CallWindow
{
    /// <summary>The present generation: the content of the window between two resets.</summary>
    /// <remarks>
    /// Order: read the generation before the state word. If the state word has the permit's epoch afterwards, so has
    /// the generation.
    /// </remarks>
    public abstract object Generation { get; }

    /// <summary>
    /// Adds the outcome of a call to a generation. A generation before the last reset does not change the window.
    /// </summary>
    /// <param name="generation">The generation.</param>
    /// <param name="now">The present stamp.</param>
    /// <param name="failed">Whether the call failed.</param>
    /// <param name="slow">Whether the call was slow.</param>
    /// <param name="minimumThroughput">The number of calls that a verdict needs.</param>
    /// <returns>The totals if they may be a reason to open; <see langword="null"/> if they cannot be one.</returns>
    public abstract WindowTotals? Add(object generation, long now, bool failed, bool slow, int minimumThroughput);

    /// <summary>Returns the totals of the window.</summary>
    public abstract WindowTotals GetTotals(long now);

    /// <summary>Empties the window: starts a new generation. Requires the breaker's <c>_sync</c>.</summary>
    public abstract void Clear(long now);
}
