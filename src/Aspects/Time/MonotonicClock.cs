namespace Aspects;

/// <summary>
/// Stamps that only go forward, in units of 100 ns, from a <see cref="TimeProvider"/>.
/// Setting the wall clock changes nothing.
/// </summary>
internal readonly struct MonotonicClock
{
    /// <summary>A stamp that is never reached.</summary>
    public const long Never = long.MaxValue;

    // Null for the system's clock, which has a cheaper way.
    private readonly TimeProvider? _provider;
    private readonly long _frequency;

    public MonotonicClock(TimeProvider provider)
    {
        if (provider == TimeProvider.System) return;
        _provider = provider;
        _frequency = provider.TimestampFrequency;
    }

    public long Now
    {
        get
        {
            if (_provider is null)
            {
                // A third of the price of the performance counter, and monotonic as well; its step of 1 to 16 ms is fine
                // enough for breaks and leases.
#pragma warning disable RS0030
                return Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
#pragma warning restore RS0030
            }

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
