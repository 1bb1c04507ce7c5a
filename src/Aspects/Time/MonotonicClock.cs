namespace Aspects;

/// <summary>
/// Stamps that only go forward, in units of 100 ns, from a <see cref="TimeProvider"/>.
/// Setting the wall clock changes nothing.
/// </summary>
internal readonly struct MonotonicClock
{
    /// <summary>A stamp that is never reached.</summary>
    public const long Never = long.MaxValue;

    private readonly TimeProvider _provider;
    private readonly long _frequency;
    private readonly bool _isSystem;

    public MonotonicClock(TimeProvider provider)
    {
        _provider = provider;
        _frequency = provider.TimestampFrequency;
        _isSystem = provider == TimeProvider.System;
    }

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
            var stamp = _provider.GetTimestamp();
            return _frequency == TimeSpan.TicksPerSecond
                ? stamp
                : (stamp / _frequency * TimeSpan.TicksPerSecond) + (stamp % _frequency * TimeSpan.TicksPerSecond / _frequency);
        }
    }

    /// <summary>The stamp that lies <paramref name="span"/> after <paramref name="stamp"/>, or <see cref="Never"/>.</summary>
    public static long After(long stamp, TimeSpan span) =>
        stamp > Never - span.Ticks ? Never : stamp + span.Ticks;

    /// <summary>The time from <paramref name="now"/> to <paramref name="stamp"/>, never negative.</summary>
    public static TimeSpan Until(long stamp, long now) =>
        stamp <= now ? TimeSpan.Zero : stamp == Never ? TimeSpan.MaxValue : TimeSpan.FromTicks(stamp - now);
}
