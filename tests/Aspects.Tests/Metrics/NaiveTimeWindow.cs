namespace Aspects.Tests;

/// <summary>A list of outcomes with the eighth of the window in which each came.</summary>
internal sealed class NaiveTimeWindow(TimeSpan length, long origin)
{
    private readonly List<(long Eighth, bool Failed, bool Slow)> _outcomes = [];
    private readonly long _eighth = length.Ticks / 8;

    public void Add(long now, bool failed, bool slow) => _outcomes.Add((EighthAt(now), failed, slow));

    public WindowTotals Totals(long now)
    {
        var held = _outcomes.Where(outcome => outcome.Eighth > EighthAt(now) - 8).ToList();
        return new WindowTotals(held.Count, held.Count(static outcome => outcome.Failed), held.Count(static outcome => outcome.Slow));
    }

    /// <summary>The stamp at which the next eighth begins.</summary>
    public long NextEdge(long now) => origin + ((EighthAt(now) + 1) * _eighth);

    private long EighthAt(long now) => (now - origin) / _eighth;
}
