namespace Aspects;

/// <summary>
/// Divides time into numbered buckets. To empty a window a new frame is put in place whose numbers lie so far ahead that
/// everything counted before has expired.
/// </summary>
internal sealed class WindowGeneration
{
    /// <summary>How many buckets make a window: their counts fill one line of memory.</summary>
    public const int Buckets = 8;

    // The numbers of short buckets pass their greatest within days. What is further behind than any thread is late, is ahead.
    private const uint MaxLag = 1 << 24;

    private readonly long _origin;
    private readonly Divisor _ticks;
    private readonly uint _first;

    /// <param name="origin">The stamp at which the first bucket begins.</param>
    /// <param name="window">The length of the window: a whole number of buckets, each at least two units of time.</param>
    /// <param name="first">The number of the first bucket.</param>
    public WindowGeneration(long origin, TimeSpan window, uint first = Buckets)
    {
        _origin = origin;
        _ticks = new Divisor(Math.Max(window.Ticks / Buckets, 2));
        _first = first;
    }

    /// <summary>The number of the bucket at a stamp; a stamp before the frame belongs to its first bucket.</summary>
    public uint GetBucketNumber(long stamp) => _first + (uint)_ticks.Quotient((ulong)Math.Max(stamp - _origin, 0));

    /// <summary>Whether a bucket lies before another.</summary>
    public static bool IsBefore(uint number, uint other) => other - number - 1 < MaxLag;

    /// <summary>A frame of the given window in which nothing that this one counted is left.</summary>
    public WindowGeneration Renew(long now, TimeSpan window) => new(now, window, GetBucketNumber(now) + Buckets);
}
