using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspects.Interleavings;

/// <summary>No count is lost when collisions of threads replace one cell by several.</summary>
public sealed class StripeTests
{
    private const int LastToleratedCollision = 15;

    // One count in 256 checks for collisions.
    private const int BeforeCheck = 255;

    [Fact]
    public void Successes_are_counted_once_while_collisions_add_cells_and_an_epoch_begins() => Exploration.Run(static () =>
    {
        var calls = new Successes();

        Threads.Run(
            () => calls.Add(count: 2),
            () => calls.Add(count: 2),
            calls.BeginEpoch);

        Assert.Equal(4, calls.Total + calls.Stale);
    });

    [Fact]
    public void Totals_are_exact_while_collisions_add_cells() => Exploration.Run(static () =>
    {
        var counters = new StrongBox<CallCounters>();
        CallKind[] kinds = [CallKind.Failed, CallKind.Ignored];
        foreach (var kind in kinds)
        {
            for (var i = 0; i < BeforeCheck; i++) counters.Value.Count(kind);
        }

        SetCollisions(ref counters.Value, LastToleratedCollision);

        Threads.Run(CountAll, CountAll, CountAll);

        Assert.Equal([BeforeCheck + 6, BeforeCheck + 6], kinds.Select(kind => counters.Value.GetTotal(kind)));

        void CountAll()
        {
            foreach (var kind in kinds)
            {
                counters.Value.Count(kind);
                var before = counters.Value.GetTotal(kind);
                counters.Value.Count(kind);
                Assert.InRange(counters.Value.GetTotal(kind), before + 1, BeforeCheck + 6);
            }
        }
    });

    private static void SetCollisions<T>(ref T counters, int collisions)
        where T : struct
    {
        object boxed = counters;
        typeof(T).GetField("_collisions", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(boxed, collisions);
        counters = (T)boxed;
    }

    /// <summary>Counts successes as a breaker does. The first success takes the lock and adds cells.</summary>
    private sealed class Successes
    {
        private readonly object _sync = new();
        private readonly MonotonicClock _clock = MonotonicClock.Create(new ManualClock());
        private RecentCalls _calls;
        private CircuitWord _word = new(CircuitState.Closed, epoch: 0, count: 0);

        public Successes()
        {
            SetCollisions(ref _calls, LastToleratedCollision + 1);
            _calls.TakeLock();
        }

        public long Stale { get; private set; }

        public long Total
        {
            get
            {
                lock (_sync) return _calls.TotalSuccesses;
            }
        }

        public void Add(int count)
        {
            for (var i = 0; i < count; i++)
            {
                CircuitWord word;
                lock (_sync) word = _word;
                if (_calls.TryCountSuccess(word, _clock)) continue;
                lock (_sync)
                {
                    if (_word.IsSameEpoch(word)) _calls.Record(failed: false, slow: false, now: 0);
                    else Stale++;
                    _calls.AvoidLock();
                }
            }
        }

        public void BeginEpoch()
        {
            lock (_sync)
            {
                _word = _word.BeginEpoch(CircuitState.Closed);
                _calls.BeginEpoch(_word, now: 0);
            }
        }
    }
}
