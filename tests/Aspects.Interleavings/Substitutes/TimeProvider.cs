namespace Aspects;

/// <summary>A clock whose timers and delays are controlled. The clock of the system stands still.</summary>
public abstract class TimeProvider
{
    public static TimeProvider System { get; } = new StoppedClock();

    public virtual long TimestampFrequency => TimeSpan.TicksPerSecond;

    public abstract long GetTimestamp();

    public virtual DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public abstract ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period);

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => TimeSpan.TicksPerDay;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new NotSupportedException("Use a ManualClock.");
    }
}
