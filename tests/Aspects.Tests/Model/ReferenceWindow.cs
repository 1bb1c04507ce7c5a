namespace Aspects.Tests;

/// <summary>The ended calls that the ratios look at: a list, of which the last count, or those of the last eight eighths.</summary>
internal sealed class ReferenceWindow(ReferenceSettings settings, long origin)
{
    private readonly List<(long Eighth, bool Failed, bool Slow)> _calls = [];
    private long? _judged;

    public void Add(long now, bool failed, bool slow)
    {
        _calls.Add((EighthAt(now), failed, slow));
        if (failed || slow) _judged = null;
    }

    /// <summary>
    /// Whether the last call added may be reason to open: something bad is held, and, in a window of time, nothing has been judged in
    /// this eighth since the last bad call: more good ones only make it better.
    /// </summary>
    public bool IsToBeJudged(long now)
    {
        if (!Held(now).Any(static call => call.Failed || call.Slow)) return false;
        if (settings.WindowCalls > 0) return true;
        if (_judged == EighthAt(now)) return false;
        if (Held(now).Count() >= settings.MinimumThroughput) _judged = EighthAt(now);
        return true;
    }

    public int Calls(long now) => Held(now).Count();

    public int Failures(long now) => Held(now).Count(static call => call.Failed);

    public int SlowCalls(long now) => Held(now).Count(static call => call.Slow);

    /// <summary>The same window under settings that leave it as it is.</summary>
    public ReferenceWindow Under(ReferenceSettings other)
    {
        var same = new ReferenceWindow(other, origin) { _judged = _judged };
        same._calls.AddRange(_calls);
        return same;
    }

    /// <summary>The next stamps at which an eighth begins.</summary>
    public IEnumerable<Int128> Edges(long now) => settings.WindowCalls > 0
        ? []
        : [origin + ((EighthAt(now) + 1) * (settings.Window.Ticks / 8)), origin + ((EighthAt(now) + 8) * (settings.Window.Ticks / 8))];

    private IEnumerable<(long Eighth, bool Failed, bool Slow)> Held(long now) => settings.WindowCalls > 0
        ? _calls.TakeLast(settings.WindowCalls)
        : _calls.Where(call => call.Eighth > EighthAt(now) - 8);

    private long EighthAt(long now) => (now - origin) / (settings.Window.Ticks / 8);
}
