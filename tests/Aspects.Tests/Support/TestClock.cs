namespace Aspects.Tests;

/// <summary>A clock that moves only when told to, and whose wall clock can be set without time passing.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    private TimeSpan _wallOffset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    // The base class takes its stamps from its wall clock; here they come from the time that has been advanced alone.
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _wallOffset;

    /// <summary>Goes on in small steps until something has happened that waits for time to pass on another thread.</summary>
    public void AdvanceUntil(Func<bool> condition) => Patience.WaitUntil(() =>
    {
        if (condition()) return true;
        Advance(TimeSpan.FromMilliseconds(1));
        return false;
    });

    /// <summary>Somebody sets the wall clock. The monotonic clock knows nothing of it.</summary>
    public void SetWallClockBy(TimeSpan offset) => _wallOffset += offset;
}
