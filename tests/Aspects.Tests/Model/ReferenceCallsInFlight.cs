namespace Aspects.Tests;

/// <summary>The pending calls under one slow-call limit, in steps of an eighth of the limit.</summary>
internal sealed class ReferenceCallsInFlight(TimeSpan limit, long origin)
{
    private readonly List<ReferenceCall> _calls = [];

    /// <summary>The eighth in which the pending calls were checked last.</summary>
    public long CheckedEighth { get; set; }

    /// <summary>Returns the number of the eighth of the limit. The first eighth has the number 16.</summary>
    public long EighthAt(long now) => 16 + ((now - origin) / (limit.Ticks / 8));

    /// <summary>Adds a call. Under a new limit only calls that begin after the change are counted.</summary>
    public void Enter(ReferenceCall call) => _calls.Add(call);

    public void Exit(ReferenceCall call) => _calls.Remove(call);

    /// <summary>Counts the slow calls: the whole eighth in which they began is at least one limit ago.</summary>
    public int Slow(long now) => _calls.Count(call => EighthAt(now) - EighthAt(call.Start!.Value) > 8);

    /// <summary>Returns the timestamps at which calls become slow.</summary>
    public IEnumerable<Int128> Edges => _calls.Select(call => origin + (Int128)((EighthAt(call.Start!.Value) - 16 + 9) * (limit.Ticks / 8)));
}
