namespace Aspects.Tests;

/// <summary>
/// A simple window for comparison: a list of outcomes, each with the number of its eighth of the window.
/// </summary>
internal sealed class NaiveWindow(TimeSpan length, int calls, long origin)
{
    private readonly List<(long Eighth, bool Failed, bool Slow)> _outcomes = [];
    private readonly long _eighth = length.Ticks / 8;

    public void Add(long now, bool failed, bool slow) => _outcomes.Add((EighthAt(now), failed, slow));

    public WindowTotals Totals(long now)
    {
        var held = (calls > 0 ? _outcomes.TakeLast(calls) : _outcomes.Where(outcome => outcome.Eighth > EighthAt(now) - 8)).ToList();
        return new WindowTotals(held.Count, held.Count(static outcome => outcome.Failed), held.Count(static outcome => outcome.Slow));
    }

    /// <summary>Returns the timestamp at which the next eighth begins.</summary>
    public long NextEdge(long now) => origin + ((EighthAt(now) + 1) * _eighth);

    private long EighthAt(long now) => (now - origin) / _eighth;
}
