using CsCheck;

namespace Aspects.Tests;

/// <summary>A time window equals a list of outcomes, whatever the order of operations is.</summary>
public sealed class TimeWindowTests
{
    private const int Minimum = 4;
    private const long Begin = TimeSpan.TicksPerDay;
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(800);

    [Fact]
    public void A_time_window_equals_a_list_of_outcomes() => Samples.Check(WindowStep.Sequence, static steps => Play(steps, static (_, _) => { }), count: 5_000);

    [Fact]
    public void An_outcome_without_a_check_could_not_have_opened_the_circuit() => Samples.Check(
        Gen.Select(WindowStep.Sequence, Gen.OneOf(0.25, 0.5, 1.0)),
        static sample => Play(sample.Item1, (naive, totals) =>
        {
            if (totals is not null || naive.Calls < Minimum) return;
            Assert.True(naive.FailureRatio < sample.Item2);
        }, stopAt: sample.Item2),
        count: 5_000);

    [Fact]
    public void A_bucket_expires_exactly_one_window_length_after_its_beginning()
    {
        var window = new TimeWindow(Length, new BucketRing(), Begin);
        window.Add(window.Generation, Begin, failed: true, slow: true, Minimum);
        var last = Begin + Length.Ticks - 1;

        Assert.Equal(new WindowTotals(1, 1, 1), window.GetTotals(last));
        Assert.Equal(default, window.GetTotals(last + 1));
    }

    [Fact]
    public void An_outcome_of_an_older_generation_is_in_no_window()
    {
        var successes = new BucketRing();
        var window = new TimeWindow(Length, successes, Begin);
        var old = window.Generation;
        window.Clear(Begin + 1);

        window.Add(old, Begin + 2, failed: true, slow: true, Minimum);
        window.Add(old, Begin + 2, failed: false, slow: false, Minimum);

        Assert.Equal(default, window.GetTotals(Begin + 2));
        Assert.Equal(1, successes.Total);
    }

    private static void Play(WindowStep[] steps, Action<WindowTotals, WindowTotals?> onAdded, double stopAt = 2)
    {
        var now = Begin;
        var successes = new BucketRing();
        var window = new TimeWindow(Length, successes, now);
        var naive = new NaiveTimeWindow(Length, now);
        var length = Length;
        var succeeded = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case WindowStep.Add add:
                    naive.Add(now, add.Failed, add.Slow);
                    if (!add.Failed) succeeded++;
                    WindowTotals? totals = null;
                    if (add.Failed || add.Slow || !window.TryAddHealthy(window.TypedGeneration, now))
                    {
                        totals = window.Add(window.Generation, now, add.Failed, add.Slow, Minimum);
                    }

                    if (totals is { } expected) Assert.Equal(naive.Totals(now), expected);
                    onAdded(naive.Totals(now), totals);

                    // Here a breaker would open and empty the window before the next read.
                    if (naive.Totals(now).FailureRatio >= stopAt && naive.Totals(now).Calls >= Minimum)
                    {
                        window.Clear(now);
                        naive = new NaiveTimeWindow(length, now);
                    }

                    break;
                case WindowStep.Wait wait:
                    now += wait.Ticks;
                    break;
                case WindowStep.WaitForEdge wait:
                    for (var i = 0; i < wait.Edges; i++) now = naive.NextEdge(now);
                    now = Math.Max(now, naive.NextEdge(now) + wait.TicksFromIt);
                    break;
                case WindowStep.Clear:
                    window.Clear(now);
                    naive = new NaiveTimeWindow(length, now);
                    break;
                case WindowStep.ChangeLength change:
                    length = change.Length;
                    window = window.WithLength(length, now);
                    naive = new NaiveTimeWindow(length, now);
                    break;
            }

            Assert.Equal(naive.Totals(now), window.GetTotals(now));
            Assert.Equal(succeeded, successes.Total);
        }
    }
}
