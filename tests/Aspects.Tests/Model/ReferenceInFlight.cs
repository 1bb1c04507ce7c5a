namespace Aspects.Tests;

/// <summary>The calls under way under one limit for slow calls, looked at in steps of an eighth of the limit.</summary>
internal sealed class ReferenceInFlight(TimeSpan limit, long origin, bool isSuccessor)
{
    private readonly List<ReferenceCall> _calls = [];

    /// <summary>Which eighth of the limit it is; the first is the sixteenth.</summary>
    public long EighthAt(long now) => 16 + ((now - origin) / (limit.Ticks / 8));

    /// <summary>Under a new limit only those that began after it came into force are known to be its own.</summary>
    public void Enter(ReferenceCall call)
    {
        if (!isSuccessor || call.Start > origin) _calls.Add(call);
    }

    public void Exit(ReferenceCall call) => _calls.Remove(call);

    /// <summary>Slow already: all of the eighth in which it began lies a whole limit back.</summary>
    public int Slow(long now) => _calls.Count(call => EighthAt(now) - EighthAt(call.Start!.Value) > 8);

    /// <summary>The stamps at which calls become slow.</summary>
    public IEnumerable<Int128> Edges => _calls.Select(call => origin + (Int128)((EighthAt(call.Start!.Value) - 16 + 9) * (limit.Ticks / 8)));
}
