using System.Reflection;
using System.Runtime.CompilerServices;
using CsCheck;

namespace Aspects.Tests;

/// <summary>The calls that a closed circuit is judged by equal a list of outcomes, whatever the order of operations is.</summary>
public sealed class RecentCallsTests
{
    private const int Minimum = 4;
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(800);

    [Fact]
    public void A_time_window_equals_a_list_of_outcomes() =>
        Samples.Check(WindowStep.Sequence, static steps => Play(steps, new() { Window = Length, MinimumThroughput = Minimum, ConsecutiveFailures = 0 }), count: 5_000);

    [Fact]
    public void A_count_window_equals_the_end_of_a_list() => Samples.Check(
        Gen.Select(Gen.Int[4, 20], WindowStep.Sequence),
        static sample => Play(sample.Item2, new() { WindowCalls = sample.Item1, MinimumThroughput = Minimum, ConsecutiveFailures = 0 }),
        count: 5_000);

    [Fact]
    public void An_outcome_without_judgment_could_not_have_opened_the_circuit() => Samples.Check(
        Gen.Select(WindowStep.Sequence, Gen.OneOf(0.25, 0.5, 1.0), Gen.OneOf(0, 8)),
        static sample => Play(
            sample.Item1,
            new() { Window = Length, WindowCalls = sample.Item3, MinimumThroughput = Minimum, ConsecutiveFailures = 0, FailureRatio = sample.Item2 },
            opens: true),
        count: 5_000);

    [Fact]
    public void A_bucket_expires_exactly_one_window_length_after_its_beginning()
    {
        var now = TimeSpan.TicksPerDay;
        var recent = default(RecentCalls);
        recent.ReplaceWindow(new TimeWindow(Length, successes: 0, now));
        recent.Record(failed: true, slow: true, now);
        var last = now + Length.Ticks - 1;

        Assert.Equal(new WindowTotals(1, 1, 1), recent.GetTotals(last));
        Assert.Equal(default, recent.GetTotals(last + 1));
    }

    [Fact]
    public void A_success_of_an_older_epoch_is_not_counted()
    {
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var recent = default(RecentCalls);
        recent.ReplaceWindow(new TimeWindow(Length, successes: 0, clock.Now));
        var old = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0);
        recent.BeginEpoch(old.BeginEpoch(CircuitState.Closed), clock.Now);
        recent.AvoidLock();

        Assert.False(recent.TryCountSuccess(old, clock));
        Assert.Equal((0, default), (recent.TotalSuccesses, recent.GetTotals(clock.Now)));
    }

    [Fact]
    public void Only_permits_of_the_fast_path_and_of_the_epoch_avoid_the_lock() => Samples.Check(
        Gen.Select(Gen.Enum<CircuitState>(), Gen.Long[1, 3], Gen.Int[0, 2], Gen.Bool.Array[4]),
        static sample =>
        {
            var (state, epoch, count, marks) = sample;
            var clock = MonotonicClock.Create(new FakeTimeProvider());
            var recent = default(RecentCalls);
            recent.BeginEpoch(new CircuitWord(CircuitState.Closed, epoch: 2, count: 0), clock.Now);
            recent.AvoidLock();
            var permit = new CircuitWord(state, epoch, count).WithSlowPath(marks[0]);
            if (marks[1]) permit = permit.AsSlowPathPermit();
            if (marks[2]) permit = permit.AsRejected();
            if (marks[3]) permit = permit.AsPassThrough();

            Assert.Equal(permit == new CircuitWord(CircuitState.Closed, 2, count), recent.TryCountSuccess(permit, clock));
        });

    [Fact]
    public void A_success_takes_the_lock_after_TakeLock()
    {
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var recent = default(RecentCalls);
        Assert.True(recent.TryCountSuccess(default, clock));
        recent.TakeLock();
        Assert.False(recent.TryCountSuccess(default, clock));
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(default, clock));
        Assert.Equal(2, recent.TotalSuccesses);
    }

    [Fact]
    public void A_full_cell_is_emptied_under_the_lock()
    {
        const int Size = 1 << 22;
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var recent = default(RecentCalls);
        for (var i = 0; i < Size; i++) Assert.True(recent.TryCountSuccess(default, clock));

        Assert.False(recent.TryCountSuccess(default, clock));
        recent.Record(failed: false, slow: false, clock.Now);
        Assert.True(recent.TryCountSuccess(default, clock));
        Assert.Equal(Size + 2, recent.TotalSuccesses);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Concurrent_successes_and_failures_are_all_counted_once(int windowCalls)
    {
        var adds = StressIterations.Scale(200_000);
        var gate = new object();
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var holder = new Holder();
        holder.Recent.ReplaceWindow(windowCalls == 0 ? new TimeWindow(Length, successes: 0, clock.Now) : new CountWindow(windowCalls, successes: 0));
        holder.Recent.AvoidLock();
        long failures = 0;

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            for (var i = 0; i < adds; i++)
            {
                var failed = random.Next(100) == 0;
                if (!failed && holder.Recent.TryCountSuccess(default, clock)) continue;
                lock (gate)
                {
                    var totals = holder.Recent.Record(failed, slow: false, clock.Now);
                    holder.Recent.EndJudgment(totals, minimumThroughput: 20);
                    holder.Recent.AvoidLock();
                    if (failed) failures++;
                    var window = holder.Recent.GetTotals(clock.Now);
                    Assert.InRange(window.Failures, 0, windowCalls == 0 ? failures : windowCalls);
                    Assert.InRange(window.Calls, window.Failures, windowCalls == 0 ? long.MaxValue : windowCalls);
                }
            }
        });

        Assert.Equal((Threads.Many * (long)adds) - failures, holder.Recent.TotalSuccesses);
        if (windowCalls == 0) Assert.Equal(failures, holder.Recent.GetTotals(clock.Now).Failures);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Threads_that_collide_get_cells_of_their_own(double failureRatio)
    {
        var breaker = new CircuitBreaker("orders", new() { FailureRatio = failureRatio });
        var calls = 0L;

        // Whether threads collide depends on the machine. Repeat until they have.
        TestTimeout.WaitUntil(() =>
        {
            Threads.Run(Threads.Many, _ =>
            {
                for (var i = 0; i < 10_000; i++) breaker.Enter().Succeeded();
            });
            calls += Threads.Many * 10_000;
            return ReadStripes(in ReadRecent(ReadController(breaker))) is not null;
        });

        Assert.Equal(calls, breaker.GetSnapshot().Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_success_takes_the_lock_only_while_the_window_has_to_be_judged(int windowCalls)
    {
        var provider = new FakeTimeProvider();
        var clock = MonotonicClock.Create(provider);
        var word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0);
        var recent = default(RecentCalls);
        recent.ReplaceWindow(CreateWindow(windowCalls, successes: 0, clock.Now));
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(word, clock));

        recent.EndJudgment(recent.Record(failed: true, slow: false, clock.Now), Minimum);
        recent.AvoidLock();
        Assert.False(recent.TryCountSuccess(word, clock));
        for (var i = 0; i < 2; i++) recent.EndJudgment(recent.Record(failed: false, slow: false, clock.Now), Minimum);
        Assert.Equal(new WindowTotals(4, 1, 0), recent.GetTotals(clock.Now));
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(word, clock));

        recent.ForgetJudgment();
        recent.AvoidLock();
        Assert.False(recent.TryCountSuccess(word, clock));
        provider.Advance(Length);
        for (var i = 0; i < 4; i++) recent.Record(failed: false, slow: false, clock.Now);
        Assert.Null(recent.Record(failed: false, slow: false, clock.Now));
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(word, clock));

        recent.Record(failed: true, slow: false, clock.Now);
        word = word.BeginEpoch(CircuitState.Closed);
        recent.BeginEpoch(word, clock.Now);
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(word, clock));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_failure_or_a_slow_call_makes_the_next_success_take_the_lock(bool failed, bool slow)
    {
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var recent = default(RecentCalls);

        recent.Record(failed, slow, clock.Now);

        Assert.False(recent.TryCountSuccess(default, clock));
    }

    [Fact]
    public void The_first_success_of_a_bucket_takes_the_lock()
    {
        var provider = new FakeTimeProvider();
        var clock = MonotonicClock.Create(provider);
        var recent = default(RecentCalls);
        recent.ReplaceWindow(new TimeWindow(Length, successes: 0, clock.Now));
        recent.AvoidLock();

        provider.Advance((Length / 8) - TimeSpan.FromTicks(1));
        Assert.True(recent.TryCountSuccess(default, clock));
        provider.Advance(TimeSpan.FromTicks(1));
        Assert.False(recent.TryCountSuccess(default, clock));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void A_window_that_replaces_another_begins_empty(int windowCalls)
    {
        var recent = default(RecentCalls);
        for (var i = 0; i < 5; i++) recent.Record(failed: false, slow: false, now: 0);

        recent.ReplaceWindow(CreateWindow(windowCalls, recent.Successes, now: 0));

        Assert.Equal(default, recent.GetTotals(now: 0));
        Assert.Equal(new WindowTotals(1, 1, 0), recent.Record(failed: true, slow: false, now: 0));
        Assert.Equal(new WindowTotals(2, 1, 0), recent.Record(failed: false, slow: false, now: 0));
    }

    [Fact]
    public void Successes_without_collisions_get_no_cells_of_their_own()
    {
        var recent = default(RecentCalls);
        for (var i = 0; i < 1_000; i++) recent.Record(failed: false, slow: false, now: 0);
        ReadCollisions(ref recent) = 15;
        Assert.False(recent.NeedsStripes);
        recent.Record(failed: false, slow: false, now: 0);

        Assert.Null(ReadStripes(in recent));
    }

    [Fact]
    public void After_sixteen_collisions_a_success_under_the_lock_adds_cells_once_and_every_count_stays()
    {
        var clock = MonotonicClock.Create(new FakeTimeProvider());
        var word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0);
        var recent = default(RecentCalls);
        for (var i = 0; i < 3; i++) Assert.True(recent.TryCountSuccess(word, clock));
        ReadCollisions(ref recent) = 16;
        Assert.True(recent.NeedsStripes);

        recent.Record(failed: false, slow: false, clock.Now);
        var stripes = ReadStripes(in recent);
        Assert.NotNull(stripes);
        Assert.False(recent.NeedsStripes);
        recent.Record(failed: false, slow: false, clock.Now);
        Assert.Same(stripes, ReadStripes(in recent));
        Assert.True(recent.TryCountSuccess(word, clock));
        Assert.Equal((6, 6), (recent.Successes, recent.TotalSuccesses));

        recent.TakeLock();
        Assert.False(recent.TryCountSuccess(word, clock));
        recent.AvoidLock();
        Assert.True(recent.TryCountSuccess(word, clock));

        var next = word.BeginEpoch(CircuitState.Closed);
        recent.BeginEpoch(next, clock.Now);
        Assert.Equal((0, 7), (recent.Successes, recent.TotalSuccesses));
        Assert.False(recent.TryCountSuccess(next, clock));
        recent.AvoidLock();
        Assert.False(recent.TryCountSuccess(word, clock));
        Assert.True(recent.TryCountSuccess(next, clock));
        Assert.Equal((1, 8), (recent.Successes, recent.TotalSuccesses));
    }

    private static void Play(WindowStep[] steps, CircuitBreakerOptions options, bool opens = false)
    {
        var provider = new FakeTimeProvider();
        var clock = MonotonicClock.Create(provider);
        var rules = CircuitRules.Create("orders", options);
        var word = new CircuitWord(CircuitState.Closed, epoch: 0, count: 0);
        var recent = default(RecentCalls);
        recent.ReplaceWindow(CreateWindow(rules, recent.Successes, clock.Now));
        var naive = CreateNaive(rules, clock.Now);
        var succeeded = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case WindowStep.Add add:
                    naive.Add(clock.Now, add.Failed, add.Slow);
                    if (!add.Failed) succeeded++;
                    WindowTotals? judged = null;
                    if (add.Failed || add.Slow || !recent.TryCountSuccess(word, clock))
                    {
                        judged = recent.Record(add.Failed, add.Slow, clock.Now);
                        if (judged is { } totals) Assert.Equal(naive.Totals(clock.Now), totals);
                        recent.EndJudgment(judged, Minimum);
                    }

                    if (!opens || rules.EvaluateWindow(naive.Totals(clock.Now)) == CircuitReason.None) break;
                    Assert.NotNull(judged);
                    (word, naive) = (word.BeginEpoch(CircuitState.Closed), CreateNaive(rules, clock.Now));
                    recent.BeginEpoch(word, clock.Now);
                    break;
                case WindowStep.Wait wait:
                    provider.Advance(TimeSpan.FromTicks(wait.Ticks));
                    break;
                case WindowStep.WaitForEdge wait:
                    var now = clock.Now;
                    for (var i = 0; i < wait.Edges; i++) now = naive.NextEdge(now);
                    now = Math.Max(now, naive.NextEdge(now) + wait.TicksFromIt);
                    provider.Advance(TimeSpan.FromTicks(now - clock.Now));
                    break;
                case WindowStep.Clear:
                    word = word.BeginEpoch(CircuitState.Closed);
                    recent.BeginEpoch(word, clock.Now);
                    naive = CreateNaive(rules, clock.Now);
                    break;
                case WindowStep.ChangeLength change when rules.WindowCalls == 0:
                    options.Window = change.Length;
                    rules = CircuitRules.Create("orders", options);
                    recent.ReplaceWindow(CreateWindow(rules, recent.Successes, clock.Now));
                    naive = CreateNaive(rules, clock.Now);
                    break;
            }

            recent.AvoidLock();
            Assert.Equal(naive.Totals(clock.Now), recent.GetTotals(clock.Now));
            Assert.Equal(succeeded, recent.TotalSuccesses);
        }
    }

    private static CallWindow CreateWindow(int windowCalls, long successes, long now) =>
        windowCalls > 0 ? new CountWindow(windowCalls, successes) : new TimeWindow(Length, successes, now);

    private static CallWindow CreateWindow(CircuitRules rules, long successes, long now) =>
        rules.WindowCalls > 0 ? new CountWindow(rules.WindowCalls, successes) : new TimeWindow(rules.Window, successes, now);

    private static NaiveWindow CreateNaive(CircuitRules rules, long now) => new(rules.Window, rules.WindowCalls, now);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_controller")]
    private static extern ref readonly CircuitController ReadController(CircuitBreaker breaker);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_recent")]
    private static extern ref RecentCalls ReadRecent(CircuitController controller);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_collisions")]
    private static extern ref int ReadCollisions(ref RecentCalls recent);

    private static Array? ReadStripes(in RecentCalls recent) =>
        (Array?)typeof(RecentCalls).GetField("_stripes", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(recent);

    private sealed class Holder
    {
        public RecentCalls Recent;
    }
}
