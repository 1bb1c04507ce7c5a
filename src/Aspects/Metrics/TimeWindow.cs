using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The calls of a span of time, which is divided into eight buckets.</summary>
/// <param name="length">The span of time.</param>
/// <param name="successes">The number of successes before the window begins.</param>
/// <param name="now">The present timestamp.</param>
internal sealed class TimeWindow(TimeSpan length, long successes, long now) : CallWindow
{
    private const int BucketCount = 8;
    private const int Mask = BucketCount - 1;

    private readonly long _bucketLength = Math.Max(length.Ticks / BucketCount, 2);
    private long _origin = now;
    private long _current;

    // The number of successes before each bucket.
    private Buckets _successesBefore = Buckets.Create(successes);

    // The bad calls of each bucket; null before the first bad call, because most windows hold none.
    private BadCalls[]? _bad;

    public override long BucketEnd => MonotonicClock.AddTime(_origin, TimeSpan.FromTicks((_current + 1) * _bucketLength));

    public override WindowTotals RecordBad(long successes, long now, bool failed, bool slow)
    {
        Turn(successes - (failed ? 0 : 1), now);
        ref var bucket = ref (_bad ??= new BadCalls[BucketCount])[(int)_current & Mask];
        if (failed) bucket.Failures++;
        if (slow) bucket.SlowCalls++;
        IsJudged = false;
        return Sum(successes);
    }

    public override WindowTotals? GetTotalsToJudge(long successes, long now)
    {
        Turn(successes - 1, now);
        if (IsJudged) return null;
        var totals = Sum(successes);
        if (totals.Failures + totals.SlowCalls > 0) return totals;
        IsJudged = true;
        return null;
    }

    public override WindowTotals GetTotals(long successes, long now)
    {
        Turn(successes, now);
        return Sum(successes);
    }

    public override void Clear(long now)
    {
        _origin = now;
        _current = 0;
        _successesBefore = Buckets.Create(successes: 0);
        _bad = null;
        IsJudged = true;
    }

    // A new bucket can remove successes from the window, so the next success is judged. A read can begin a bucket too.
    // No success was counted in that bucket before, because the first success of a bucket takes the lock.
    private void Turn(long successes, long now)
    {
        var number = (now - _origin) / _bucketLength;
        if (number <= _current) return;
        for (var begun = Math.Max(_current + 1, number - Mask); begun <= number; begun++)
        {
            _successesBefore[(int)begun & Mask] = successes;
            if (_bad is not null) _bad[(int)begun & Mask] = default;
        }

        _current = number;
        IsJudged = false;
    }

    private WindowTotals Sum(long successes)
    {
        // The bucket after the present one is the oldest: its place is taken next.
        var inWindow = successes - _successesBefore[(int)(_current + 1) & Mask];
        long failures = 0, slowCalls = 0;
        foreach (ref readonly var bucket in _bad.AsSpan())
        {
            failures += bucket.Failures;
            slowCalls += bucket.SlowCalls;
        }

        return new WindowTotals(inWindow + failures, failures, slowCalls);
    }

    private struct BadCalls
    {
        public int Failures;
        public int SlowCalls;
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private long _first;

        public static Buckets Create(long successes)
        {
            var buckets = default(Buckets);
            ((Span<long>)buckets).Fill(successes);
            return buckets;
        }
    }
}
