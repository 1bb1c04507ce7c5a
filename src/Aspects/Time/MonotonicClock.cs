namespace Aspects;

/// <summary>
/// Stamps that only go forward, in units of 100 ns, from a <see cref="TimeProvider"/>.
/// Setting the wall clock changes nothing.
/// </summary>
internal sealed class MonotonicClock
{
    /// <summary>A stamp that is never reached.</summary>
    public const long Never = long.MaxValue;

    private static readonly MonotonicClock System = new(TimeProvider.System);

    private readonly long _frequency;
    private readonly bool _isSystem;

    private MonotonicClock(TimeProvider provider)
    {
        Provider = provider;
        _frequency = provider.TimestampFrequency;
        _isSystem = provider == TimeProvider.System;
    }

    public TimeProvider Provider { get; }

    /// <summary>The wall clock, for people.</summary>
    public DateTimeOffset UtcNow => Provider.GetUtcNow();

    /// <summary>The present stamp, with the system's clock to 1 to 16 ms: fine enough for breaks, leases and windows.</summary>
    public long Now
    {
        get
        {
            // A third of the price of the performance counter, and monotonic as well.
#pragma warning disable RS0030
            if (_isSystem) return Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
#pragma warning restore RS0030
            return PreciseNow;
        }
    }

    /// <summary>The present stamp as fine as the clock can tell. Not to be compared with <see cref="Now"/>.</summary>
    public long PreciseNow
    {
        get
        {
            // In whole numbers: TimeProvider.GetElapsedTime goes through double and loses ticks.
            var stamp = Provider.GetTimestamp();
            return _frequency == TimeSpan.TicksPerSecond
                ? stamp
                : (stamp / _frequency * TimeSpan.TicksPerSecond) + (stamp % _frequency * TimeSpan.TicksPerSecond / _frequency);
        }
    }

    /// <summary>The clock over a provider; the system's is shared by all breakers.</summary>
    public static MonotonicClock Create(TimeProvider provider) =>
        provider == TimeProvider.System ? System : new MonotonicClock(provider);

    /// <summary>The stamp that lies <paramref name="span"/> after <paramref name="stamp"/>, or <see cref="Never"/>.</summary>
    public static long AddTime(long stamp, TimeSpan span) =>
        stamp > Never - span.Ticks ? Never : stamp + span.Ticks;

    /// <summary>The time from <paramref name="now"/> to <paramref name="stamp"/>, never negative.</summary>
    public static TimeSpan GetTimeUntil(long stamp, long now) =>
        stamp <= now ? TimeSpan.Zero : stamp == Never ? TimeSpan.MaxValue : TimeSpan.FromTicks(stamp - now);
}
