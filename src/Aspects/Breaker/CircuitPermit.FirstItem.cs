namespace Aspects;

public partial struct CircuitPermit
{
    /// <summary>Records the first item of a stream, or the end of a stream without items.</summary>
    /// <remarks>Settle the permit again with the end of the stream.</remarks>
    internal void RecordFirstItem()
    {
        if (_breaker is not { } breaker || (!_start.IsMeasured && _entry.IsClosed)) return;
        DisposeDeadline();
        this = breaker.SettleFirstItem(_entry, _start);
    }
}
