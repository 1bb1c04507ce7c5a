namespace Aspects.Tests;

/// <summary>The checks of a health probe while a circuit is open.</summary>
internal sealed class ReferenceHealthWatch(TimeSpan interval)
{
    private Int128 _nextCheck = long.MinValue;

    public TimeSpan Interval => interval;

    /// <summary>Whether the last answer was unhealthy.</summary>
    public bool BlocksRecovery { get; set; }

    /// <summary>Returns whether a check waits for its answer.</summary>
    public bool IsChecking(long now) => now >= _nextCheck;

    /// <summary>The next check begins one interval after an answer.</summary>
    public void EndCheck(long now) => _nextCheck = now + (Int128)interval.Ticks;

    public IEnumerable<Int128> Edges => _nextCheck == long.MinValue ? [] : [_nextCheck];
}
