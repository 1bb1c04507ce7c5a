namespace Aspects;

/// <summary>The time after a circuit has closed, in which a growing share of the calls is admitted.</summary>
internal sealed class RampUp(long start, TimeSpan length)
{
    private const double FirstShare = 0.1;
    private long _asked;
    private long _admitted;

    public bool IsOver(long now) => now - start >= length.Ticks;

    /// <summary>Admits a caller where that keeps the share of those admitted at what it should be now: evenly, without chance.</summary>
    public bool Admits(long now)
    {
        var share = FirstShare + ((1 - FirstShare) * (now - start) / length.Ticks);
        var asked = Interlocked.Increment(ref _asked);
        while (true)
        {
            var admitted = Volatile.Read(ref _admitted);
            if (admitted >= Math.Ceiling(asked * share)) return false;
            if (Interlocked.CompareExchange(ref _admitted, admitted + 1, admitted) == admitted) return true;
        }
    }
}
