namespace Aspects;

/// <summary>The slow start after closing: admits a growing share of the calls for a given time.</summary>
internal sealed class SlowStart(long start, TimeSpan length)
{
    private const double FirstShare = 0.1;

    // One whole call in fixed-point arithmetic.
    private const int CallShift = 32;
    private const long Call = 1L << CallShift;

    // The sum of the shares of all callers so far. The start value makes the first caller's share complete a whole
    // call.
    private long _shares = Call - (long)Math.Ceiling(Call * FirstShare);

    public bool HasEnded(long now) => now - start >= length.Ticks;

    /// <summary>Admits a caller whose share completes a whole call.</summary>
    /// <remarks>Admitted callers are spread evenly, without random numbers and without bursts.</remarks>
    public bool TryAdmit(long now)
    {
        var share = (long)Math.Ceiling(Call * (FirstShare + ((1 - FirstShare) * Math.Max(now - start, 0) / length.Ticks)));
        var shares = Interlocked.Add(ref _shares, share);
        return shares >> CallShift != (shares - share) >> CallShift;
    }
}
