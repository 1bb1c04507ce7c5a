namespace Aspects;

/// <summary>The calls that the ratio rules look at.</summary>
internal abstract class CallWindow
{
    /// <summary>
    /// Tells one filling of the window from the next. A settler reads it before it reads the circuit's word: if the word then
    /// is of the permit's epoch, so is the filling.
    /// </summary>
    public abstract object Generation { get; }

    /// <summary>Adds the outcome of a call to a filling; if that has been emptied since, nothing is added.</summary>
    /// <param name="generation">The filling.</param>
    /// <param name="now">The present stamp.</param>
    /// <param name="failed">Whether the call failed.</param>
    /// <param name="slow">Whether it was slow.</param>
    /// <param name="minimumThroughput">How many calls there must be for a verdict.</param>
    /// <returns>What the window holds, where that may be reason to open; <see langword="null"/> where it cannot be.</returns>
    public abstract WindowTotals? Add(object generation, long now, bool failed, bool slow, int minimumThroughput);

    /// <summary>What the window holds.</summary>
    public abstract WindowTotals GetTotals(long now);

    /// <summary>Empties the window. At the gate.</summary>
    public abstract void Clear(long now);
}
