using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>A clock whose stamps, in units of 100 ns, never go back.</summary>
/// <remarks>
/// The stamps come from a <see cref="TimeProvider"/>. A change of the wall clock does not change them.
/// </remarks>
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

    /// <summary>The wall clock, for the values shown to people.</summary>
    public DateTimeOffset UtcNow => Provider.GetUtcNow();

    /// <summary>The present coarse stamp. The system's clock has a resolution of 1 to 16 ms.</summary>
    /// <remarks>Precise enough for breaks, leases and windows.</remarks>
    public long Now
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Monotonic too, and takes a third of the time that the performance counter takes.
#pragma warning disable RS0030
            if (_isSystem) return Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
#pragma warning restore RS0030
            return PreciseNow;
        }
    }

    /// <summary>Returns <see cref="Now"/> without inlining.</summary>
    /// <remarks>A caller with many variables then keeps them in registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long ReadNow() => Now;

    /// <summary>
    /// The present stamp in the full resolution of the clock. Do not compare it with <see cref="Now"/>.
    /// </summary>
    public long PreciseNow
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get
        {
            // Computes with whole numbers, because TimeProvider.GetElapsedTime converts to double and loses ticks.
            var stamp = Provider.GetTimestamp();
            return _frequency == TimeSpan.TicksPerSecond
                ? stamp
                : (stamp / _frequency * TimeSpan.TicksPerSecond) + (stamp % _frequency * TimeSpan.TicksPerSecond / _frequency);
        }
    }

    /// <summary>Returns the clock of a provider. All breakers share the clock of the system.</summary>
    public static MonotonicClock Create(TimeProvider provider) =>
        provider == TimeProvider.System ? System : new MonotonicClock(provider);

    /// <summary>Adds a time to a stamp. Returns <see cref="Never"/> if the sum is too large.</summary>
    public static long AddTime(long stamp, TimeSpan span) =>
        stamp > Never - span.Ticks ? Never : stamp + span.Ticks;

    /// <summary>Returns the time from <paramref name="now"/> to <paramref name="stamp"/>, never negative.</summary>
    public static TimeSpan GetTimeUntil(long stamp, long now) =>
        stamp <= now ? TimeSpan.Zero : stamp == Never ? TimeSpan.MaxValue : TimeSpan.FromTicks(stamp - now);
}
