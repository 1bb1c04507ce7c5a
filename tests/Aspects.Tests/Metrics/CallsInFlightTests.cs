using CsCheck;

namespace Aspects.Tests;

/// <summary>The number of slow calls in flight equals the number from a list of their start times.</summary>
public sealed class CallsInFlightTests
{
    private const long Begin = TimeSpan.TicksPerDay;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(80);

    [Fact]
    public void Slow_calls_in_flight_equal_a_list_of_start_times() => Samples.Check(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 1_000], Gen.OneOf(0L, 1L, 9_999L, 99_999L, 100_000L, 100_001L, 900_000L, 5_000_000L)).Array[1, 80],
        static steps =>
        {
            var now = Begin;
            var calls = new CallsInFlight(Limit, CallStart.Precise, now, epochBits: 0, number: 1);
            var pending = new List<long>();
            foreach (var (what, which, ticks) in steps)
            {
                if (what <= 2)
                {
                    calls.AddCall(StartAt(now));
                    pending.Add(now);
                }
                else if (what == 3 && pending.Count > 0)
                {
                    calls.RemoveCall(StartAt(pending[which % pending.Count]));
                    pending.RemoveAt(which % pending.Count);
                }
                else
                {
                    now += ticks;
                }

                Assert.Equal(pending.Count(start => EighthAt(now) - EighthAt(start) > 8), calls.CountSlow(now));
            }
        },
        count: 5_000);

    [Fact]
    public void A_call_counted_as_slow_has_exceeded_the_limit() => Samples.Check(
        Gen.Select(Gen.Long[0, 2 * Limit.Ticks], Gen.Long[0, 3 * Limit.Ticks]),
        static sample =>
        {
            var (start, elapsed) = sample;
            var calls = new CallsInFlight(Limit, CallStart.Precise, Begin, epochBits: 0, number: 1);
            calls.AddCall(StartAt(Begin + start));

            var slow = calls.CountSlow(Begin + start + elapsed);

            if (slow == 1) Assert.True(elapsed > Limit.Ticks);
            else Assert.True(elapsed < Limit.Ticks * 10 / 8);
        });

    [Fact]
    public void A_call_that_began_after_the_timestamp_was_read_is_not_slow()
    {
        var calls = new CallsInFlight(Limit, CallStart.Precise, Begin, epochBits: 0, number: 1);
        calls.AddCall(StartAt(Begin + Limit.Ticks));

        Assert.Equal(0, calls.CountSlow(Begin));
    }

    [Fact]
    public void A_call_takes_the_fast_path_also_after_bucket_numbers_have_wrapped()
    {
        var calls = new CallsInFlight(TimeSpan.FromMilliseconds(1), CallStart.Precise, Begin, epochBits: 0, number: 1);
        foreach (var days in (int[])[1, 7, 30])
        {
            var start = StartAt(Begin + (days * TimeSpan.TicksPerDay));
            calls.CountSlowToJudge(start.Stamp);
            calls.AddCall(start);

            Assert.True(calls.TryAddCall(start));
            Assert.True(calls.TryRemoveCall(start));
        }
    }

    [Fact]
    public void A_call_after_a_long_pause_is_not_slow_at_once()
    {
        var calls = new CallsInFlight(TimeSpan.FromMilliseconds(1), CallStart.Precise, Begin, epochBits: 0, number: 1);
        for (var days = 1; days <= 12; days++)
        {
            var start = StartAt(Begin + (days * TimeSpan.TicksPerDay));
            calls.AddCall(start);
            Assert.Equal(0, calls.CountSlow(start.Stamp));
            calls.RemoveCall(start);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_call_takes_the_fast_path_once_its_bucket_is_judged_and_has_a_cell(int days)
    {
        var limit = TimeSpan.FromMilliseconds(1);
        var now = Begin + (days * TimeSpan.TicksPerDay);
        var calls = new CallsInFlight(limit, CallStart.Precise, Begin, epochBits: 0, number: 1);

        Assert.False(calls.TryAddCall(StartAt(now)));
        Assert.Equal(0, calls.CountSlowToJudge(now));
        Assert.False(calls.TryAddCall(StartAt(now)));
        calls.AddCall(StartAt(now));
        Assert.True(calls.TryAddCall(StartAt(now)));
        Assert.False(calls.TryAddCall(StartAt(now + (limit.Ticks / 8))));

        Assert.True(calls.TryRemoveCall(StartAt(now)));
        Assert.Equal(1, calls.CountSlow(now + (2 * limit.Ticks)));
        Assert.True(calls.TryRemoveCall(StartAt(now)));
        Assert.False(calls.TryRemoveCall(StartAt(now)));
    }

    [Fact]
    public void A_call_that_began_before_the_first_counts_is_counted()
    {
        var calls = new CallsInFlight(Limit, CallStart.Precise, Begin, epochBits: 0, number: 1);

        calls.AddCall(StartAt(Begin - 1));

        Assert.Equal(1, calls.CountSlow(Begin + (2 * Limit.Ticks)));
    }

    [Fact]
    public void A_call_that_is_added_after_its_cell_was_taken_is_slow_until_it_ends()
    {
        var calls = new CallsInFlight(Limit, CallStart.Precise, Begin, epochBits: 0, number: 1);
        var (old, present) = (StartAt(Begin), StartAt(Begin + (2 * Limit.Ticks)));
        calls.AddCall(present);

        calls.AddCall(old);
        Assert.Equal(1, calls.CountSlow(present.Stamp));
        Assert.Equal(2, calls.CountSlow(present.Stamp + (2 * Limit.Ticks)));

        Assert.False(calls.TryRemoveCall(old));
        calls.RemoveCall(old);
        Assert.Equal((0, 1), (calls.CountSlow(present.Stamp), calls.CountSlow(present.Stamp + (2 * Limit.Ticks))));
    }

    [Fact]
    public void Concurrent_calls_that_have_ended_leave_no_call_in_flight()
    {
        var rounds = StressIterations.Scale(100_000);
        var calls = new CallsInFlight(Limit, CallStart.Precise, Begin, epochBits: 0, number: 1);
        var now = Begin;

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            var mine = new Queue<CallStart>();
            for (var i = 0; i < rounds; i++)
            {
                var start = StartAt(Interlocked.Add(ref now, random.Next(20_000)));
                calls.AddCall(start);
                mine.Enqueue(start);
                while (mine.Count > random.Next(40)) calls.RemoveCall(mine.Dequeue());
            }

            while (mine.TryDequeue(out var start)) calls.RemoveCall(start);
        });

        Assert.Equal(0, calls.CountSlow(now + (100 * Limit.Ticks)));
        calls.AddCall(StartAt(now));
        Assert.Equal(1, calls.CountSlow(now + (100 * Limit.Ticks)));
    }

    private static CallStart StartAt(long stamp) => CallStart.Create(stamp, CallStart.Precise);

    private static long EighthAt(long stamp) => (stamp - Begin) / (Limit.Ticks / 8);
}
