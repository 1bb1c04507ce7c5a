using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The window that holds the calls of a fixed time.</summary>
/// <param name="length">The length of the window.</param>
/// <param name="successes">
/// The ring that counts successes. The ring outlives the window, because it also holds the total of all successes.
/// </param>
/// <param name="now">The present stamp.</param>
internal sealed class TimeWindow(TimeSpan length, BucketRing successes, long now) : CallWindow
{
    // Created at the first failure or slow call, because most breakers never have one.
    private BucketRing? _failures;
    private BucketRing? _slowCalls;
    private WindowGeneration _generation = new(now, length);

    // _lastBad is the last bucket with a failure or a slow call. _judged is the last bucket whose totals were judged
    // with enough calls. A success cannot open the circuit while _lastBad has expired or while _judged is the present
    // bucket.
    private uint _lastBad;
    private uint _judged;

    public override object Generation => TypedGeneration;

    /// <summary><see cref="Generation"/> with its own type.</summary>
    public WindowGeneration TypedGeneration => Volatile.Read(ref _generation);

    /// <summary>Adds a quick success to a generation, if the success cannot be a reason to open.</summary>
    /// <returns>Whether the success was added.</returns>
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

    /// <summary>Creates an empty window of another length that counts successes in the same ring.</summary>
    public TimeWindow WithLength(TimeSpan other, long now) =>
        new(other, successes, now) { _generation = _generation.Renew(now, other) };

    private WindowTotals SumBuckets(uint number)
    {
        var failures = Volatile.Read(ref _failures)?.SumWindow(number) ?? 0;
        var slowCalls = Volatile.Read(ref _slowCalls)?.SumWindow(number) ?? 0;
        return new WindowTotals(successes.SumWindow(number) + failures, failures, slowCalls);
    }
}
