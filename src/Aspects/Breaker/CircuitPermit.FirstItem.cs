namespace Aspects;

public partial struct CircuitPermit
{
    /// <summary>The first item of the stream has come, or its end: what is still to be settled is how the stream ends.</summary>
    internal void RecordFirstItem()
    {
        if (_breaker is { } breaker && (_start.IsMeasured || !_entry.IsClosed)) this = breaker.SettleFirstItem(_entry, _start);
    }
}
