namespace Aspects;

/// <summary>Divides the time of one window generation into numbered buckets.</summary>
/// <remarks>
/// A reset starts a new generation. Its bucket numbers are so much higher that all earlier buckets have expired.
/// </remarks>
internal sealed class WindowGeneration
{
    /// <summary>The number of buckets of a window. Their counts fill one cache line.</summary>
    public const int Buckets = 8;

    // The numbers of short buckets overflow within days. A number that seems to be further behind than this is ahead.
    private const uint MaxLag = 1 << 24;

    private readonly long _origin;
    private readonly Divisor _ticks;
    private readonly uint _first;

    /// <summary>Creates a generation.</summary>
    /// <param name="origin">The stamp at which the first bucket begins.</param>
    /// <param name="window">The length of the window. A bucket is an eighth of it, at least two units of time.</param>
    /// <param name="first">The number of the first bucket.</param>
    public WindowGeneration(long origin, TimeSpan window, uint first = Buckets)
    {
        _origin = origin;
        _ticks = new Divisor(Math.Max(window.Ticks / Buckets, 2));
        _first = first;
    }

    /// <summary>
    /// Returns the number of the bucket of a stamp. A stamp before the origin belongs to the first bucket.
    /// </summary>
    public uint GetBucketNumber(long stamp) => _first + (uint)_ticks.Quotient((ulong)Math.Max(stamp - _origin, 0));

    /// <summary>Returns whether a bucket is earlier than another bucket.</summary>
    public static bool IsBefore(uint number, uint other) => other - number - 1 < MaxLag;

    /// <summary>Creates the next generation, in which all buckets of this generation have expired.</summary>
    public WindowGeneration Renew(long now, TimeSpan window) => new(now, window, GetBucketNumber(now) + Buckets);
}
