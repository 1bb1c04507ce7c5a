using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Totals are exact for any number of threads.</summary>
public sealed class CallCountersTests
{
    private const int CallsPerThread = 200_000;

    [Fact]
    public void Each_kind_has_its_own_total()
    {
        var counters = default(CallCounters);
        foreach (var kind in Enum.GetValues<CallKind>())
        {
            for (var i = 0; i <= (int)kind; i++) counters.Count(kind);
        }

        Assert.All(Enum.GetValues<CallKind>(), kind => Assert.Equal((int)kind + 1, counters.GetTotal(kind)));
    }

    [Fact]
    public void A_single_thread_creates_no_stripes()
    {
        var counters = default(CallCounters);

        for (var i = 0; i < CallsPerThread; i++) counters.Count(CallKind.Succeeded);

        Assert.Null(Stripes(ref counters));
        Assert.Equal(CallsPerThread, counters.GetTotal(CallKind.Succeeded));
    }

    [Fact]
    public void The_sixteenth_collision_creates_stripes_once_and_every_count_stays()
    {
        const long TotalOfAnotherThread = -1;
        var counters = default(CallCounters);
        counters.Count(CallKind.Failed);
        for (var i = 0; i < 15; i++) DetectCollision(ref counters, CallKind.Failed, TotalOfAnotherThread);
        DetectCollision(ref counters, CallKind.Failed, total: 1);
        Assert.Null(Stripes(ref counters));

        DetectCollision(ref counters, CallKind.Failed, TotalOfAnotherThread);

        var stripes = Stripes(ref counters);
        Assert.NotNull(stripes);
        counters.Count(CallKind.Failed);
        DetectCollision(ref counters, CallKind.Failed, TotalOfAnotherThread);
        Assert.Same(stripes, Stripes(ref counters));
        Assert.Equal(2, counters.GetTotal(CallKind.Failed));
    }

    [Fact]
    public void Totals_of_many_threads_are_exact()
    {
        var holder = new Holder();

        Threads.Run(Threads.Many, index =>
        {
            var kind = (CallKind)(index % 2);
            for (var i = 0; i < CallsPerThread; i++) holder.Counters.Count(kind);
        });

        Assert.Equal(Threads.Many / 2 * CallsPerThread, holder.Counters.GetTotal(CallKind.Succeeded));
        Assert.Equal(Threads.Many / 2 * CallsPerThread, holder.Counters.GetTotal(CallKind.Failed));
        Assert.Equal(0, holder.Counters.GetTotal(CallKind.Ignored));
    }

    [Fact]
    public void Threads_that_collide_get_stripes_and_earlier_counts_stay()
    {
        var holder = new Holder();
        for (var i = 0; i < 1_000; i++) holder.Counters.Count(CallKind.Rejected);

        // The threads collide in the first round or soon after.
        long rounds = 0;
        while (Stripes(ref holder.Counters) is null && rounds < 1_000)
        {
            Threads.Run(Threads.Many, _ =>
            {
                for (var i = 0; i < CallsPerThread; i++) holder.Counters.Count(CallKind.Rejected);
            });
            rounds++;
        }

        var stripes = Stripes(ref holder.Counters);
        Assert.NotNull(stripes);
        Assert.Equal(1_000 + (rounds * Threads.Many * CallsPerThread), holder.Counters.GetTotal(CallKind.Rejected));
        Assert.True(BitOperations.IsPow2(stripes.Length - 1));
        for (var i = 0; i < 1_000; i++) holder.Counters.Count(CallKind.Stale);
        Assert.Equal(1_000, holder.Counters.GetTotal(CallKind.Stale));
        Assert.Same(stripes, Stripes(ref holder.Counters));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "DetectCollision")]
    private static extern void DetectCollision(ref CallCounters counters, CallKind kind, long total);

    private static Array? Stripes(ref CallCounters counters) =>
        (Array?)typeof(CallCounters)
            .GetField("_stripes", BindingFlags.Instance | BindingFlags.NonPublic)!
            .GetValue(counters);

    private sealed class Holder
    {
        public CallCounters Counters;
    }
}
