namespace Aspects.Tests;

/// <summary>The ended calls for the ratios: a list, of which the last calls or the last eight eighths count.</summary>
internal sealed class ReferenceWindow(ReferenceSettings settings, long origin)
{
    private readonly List<(long Eighth, bool Failed, bool Slow)> _calls = [];
    private long? _checked;

    public void Add(long now, bool failed, bool slow)
    {
        _calls.Add((EighthAt(now), failed, slow));
        if (failed || slow) _checked = null;
    }

    /// <summary>
    /// Returns whether the last added call can open the circuit. The window must contain a bad call. After a
    /// bad call, a window with enough calls is checked once, a time window once in an eighth: good calls only lower the ratio.
    /// </summary>
    public bool NeedsCheck(long now)
    {
        if (!Held(now).Any(static call => call.Failed || call.Slow)) return false;
        var eighth = settings.WindowCalls > 0 ? 0 : EighthAt(now);
        if (_checked == eighth) return false;
        if (Held(now).Count() >= settings.MinimumThroughput) _checked = eighth;
        return true;
    }

    public int Calls(long now) => Held(now).Count();

    public int Failures(long now) => Held(now).Count(static call => call.Failed);

    public int SlowCalls(long now) => Held(now).Count(static call => call.Slow);

    /// <summary>Returns the same window under settings that do not change it.</summary>
    public ReferenceWindow WithSettings(ReferenceSettings other)
    {
        var same = new ReferenceWindow(other, origin);
        same._calls.AddRange(_calls);
        return same;
    }

    /// <summary>Returns the next timestamps at which an eighth begins.</summary>
    public IEnumerable<Int128> Edges(long now) => settings.WindowCalls > 0
        ? []
        : [origin + ((EighthAt(now) + 1) * (settings.Window.Ticks / 8)), origin + ((EighthAt(now) + 8) * (settings.Window.Ticks / 8))];

    private IEnumerable<(long Eighth, bool Failed, bool Slow)> Held(long now) => settings.WindowCalls > 0
        ? _calls.TakeLast(settings.WindowCalls)
        : _calls.Where(call => call.Eighth > EighthAt(now) - 8);

    private long EighthAt(long now) => (now - origin) / (settings.Window.Ticks / 8);
}
