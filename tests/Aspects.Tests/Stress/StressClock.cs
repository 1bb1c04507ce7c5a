namespace Aspects.Tests;

/// <summary>A clock that many threads read and advance without a lock.</summary>
internal sealed class StressClock : TimeProvider
{
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Advance(TimeSpan span) => Interlocked.Add(ref _now, span.Ticks);
}
