namespace Aspects.Tests;

/// <summary>The checks of a health probe while a circuit is open.</summary>
internal sealed class ReferenceHealthWatch(TimeSpan interval)
{
    private Int128 _nextCheck = long.MinValue;

    public TimeSpan Interval => interval;

    /// <summary>The timestamp until which the last answer keeps the circuit open.</summary>
    public Int128 BlocksUntil { get; set; } = long.MinValue;

    public bool BlocksRecovery(long now) => now < BlocksUntil;

    /// <summary>Returns whether a check waits for its answer.</summary>
    public bool IsChecking(long now) => now >= _nextCheck;

    /// <summary>The next check begins one interval after an answer.</summary>
    public void EndCheck(long now) => _nextCheck = now + (Int128)interval.Ticks;

    public IEnumerable<Int128> Edges => _nextCheck == long.MinValue ? [] : [_nextCheck, BlocksUntil];
}
