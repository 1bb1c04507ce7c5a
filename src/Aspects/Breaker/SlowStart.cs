namespace Aspects;

/// <summary>The time after a circuit has closed, in which a growing share of the calls is admitted.</summary>
internal sealed class SlowStart(long start, TimeSpan length)
{
    private const double FirstShare = 0.1;

    // One call, in units fine enough for its shares to be whole numbers.
    private const int CallShift = 32;
    private const long Call = 1L << CallShift;

    // The shares of all who have asked, added up. It begins so that the first caller completes a call.
    private long _shares = Call - (long)Math.Ceiling(Call * FirstShare);

    public bool HasEnded(long now) => now - start >= length.Ticks;

    /// <summary>Admits a caller where the shares added up complete a further call: evenly, without chance, and never in a burst.</summary>
    public bool TryAdmit(long now)
    {
        var share = (long)Math.Ceiling(Call * (FirstShare + ((1 - FirstShare) * Math.Max(now - start, 0) / length.Ticks)));
        var shares = Interlocked.Add(ref _shares, share);
        return shares >> CallShift != (shares - share) >> CallShift;
    }
}
