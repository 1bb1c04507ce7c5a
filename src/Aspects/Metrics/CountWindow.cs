namespace Aspects;

/// <summary>The window that holds a fixed number of the latest calls.</summary>
internal sealed class CountWindow(int calls) : CallWindow
{
    private Ring _ring = new(calls);

    public override object Generation => Volatile.Read(ref _ring);

    public override WindowTotals? Add(object generation, long now, bool failed, bool slow, int minimumThroughput)
    {
        var totals = ((Ring)generation).Add(failed, slow);
        return totals.Failures + totals.SlowCalls > 0 ? totals : null;
    }

    /// <summary>Adds a quick success to a generation, if the success cannot be a reason to open.</summary>
    /// <returns>Whether the success was added.</returns>
    public static bool TryAddHealthy(object generation) => ((Ring)generation).TryAddHealthy();

    public override WindowTotals GetTotals(long now) => Volatile.Read(ref _ring).Totals;

    // Outcomes that hold the old generation go to the old ring, which is not read any more.
    public override void Clear(long now) => Volatile.Write(ref _ring, new Ring(calls));

    private sealed class Ring(int calls)
    {
        private const byte Settled = 1;
        private const byte Failed = 2;
        private const byte Slow = 4;
        private const long OneFailure = 1L << 32;
        private const long OneSlowCall = 1;

        private readonly Divisor _calls = new(calls);
        private readonly byte[] _outcomes = new byte[calls];
        private long _added;

        // [ failures : 32 | slow calls : 32 ]: the sums over _outcomes while no call is being added.
        private long _bad;

        public WindowTotals Totals
        {
            get
            {
                var bad = Volatile.Read(ref _bad);
                return new WindowTotals(Math.Min(Volatile.Read(ref _added), calls), bad >> 32, bad & uint.MaxValue);
            }
        }

        public bool TryAddHealthy()
        {
            if (Volatile.Read(ref _bad) != 0) return false;
            Add(failed: false, slow: false);
            return true;
        }

        public WindowTotals Add(bool failed, bool slow)
        {
            var index = _calls.Remainder((ulong)Interlocked.Increment(ref _added) - 1);
            var outcome = (byte)(Settled | (failed ? Failed : 0) | (slow ? Slow : 0));
            var replaced = Interlocked.Exchange(ref _outcomes[index], outcome);
            var change = GetWeight(outcome) - GetWeight(replaced);
            if (change != 0) Interlocked.Add(ref _bad, change);
            return Totals;
        }

        private static long GetWeight(byte outcome) =>
            ((outcome & Failed) != 0 ? OneFailure : 0) + ((outcome & Slow) != 0 ? OneSlowCall : 0);
    }
}
