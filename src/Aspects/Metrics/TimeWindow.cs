using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The calls of the last so many seconds.</summary>
/// <param name="length">Its length.</param>
/// <param name="successes">Where successes are counted; the ring outlives the window, for it holds the total of them too.</param>
/// <param name="now">The present stamp.</param>
internal sealed class TimeWindow(TimeSpan length, BucketRing successes, long now) : CallWindow
{
    // Made when they are first needed: most breakers never see a failure.
    private BucketRing? _failures;
    private BucketRing? _slowCalls;
    private WindowGeneration _generation = new(now, length);

    // The last bucket with a failure or a slow call in it, and the last one in which a success had nothing more to tell:
    // while the one has expired, or the other is the present one, a success cannot be what opens the circuit.
    private uint _lastBad;
    private uint _judged;

    public override object Generation => TypedGeneration;

    /// <summary>The same as <see cref="Generation"/>, by its type.</summary>
    public WindowGeneration TypedGeneration => Volatile.Read(ref _generation);

    /// <summary>Adds a quick success to a filling.</summary>
    /// <returns>Whether that cannot be reason to open; otherwise nothing has been added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddHealthy(WindowGeneration generation, long now)
    {
        var number = generation.GetBucketNumber(now);
        if (number - _lastBad < WindowGeneration.Buckets) return false;
        successes.Count(number);
        return true;
    }

    public override WindowTotals? Add(object generation, long now, bool failed, bool slow, int minimumThroughput)
    {
        var number = ((WindowGeneration)generation).GetBucketNumber(now);
        if (failed || slow)
        {
            Volatile.Write(ref _lastBad, number);
            Volatile.Write(ref _judged, 0);
        }

        if (failed) LazyInitializer.EnsureInitialized(ref _failures, static () => new()).Count(number);
        else successes.Count(number);
        if (slow) LazyInitializer.EnsureInitialized(ref _slowCalls, static () => new()).Count(number);

        if (number - Volatile.Read(ref _lastBad) >= WindowGeneration.Buckets || number == Volatile.Read(ref _judged)) return null;
        var totals = SumBuckets(number);
        if (totals.Calls >= minimumThroughput) Volatile.Write(ref _judged, number);
        return totals;
    }

    public override WindowTotals GetTotals(long now) => SumBuckets(TypedGeneration.GetBucketNumber(now));

    public override void Clear(long now) => Volatile.Write(ref _generation, _generation.Renew(now, length));

    /// <summary>A window of another length, empty, that counts successes in the same ring.</summary>
    public TimeWindow WithLength(TimeSpan other, long now) =>
        new(other, successes, now) { _generation = _generation.Renew(now, other) };

    private WindowTotals SumBuckets(uint number)
    {
        var failures = Volatile.Read(ref _failures)?.SumWindow(number) ?? 0;
        var slowCalls = Volatile.Read(ref _slowCalls)?.SumWindow(number) ?? 0;
        return new WindowTotals(successes.SumWindow(number) + failures, failures, slowCalls);
    }
}
