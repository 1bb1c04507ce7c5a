using CsCheck;

namespace Aspects.Tests;

/// <summary>A count window has the last calls, whatever the order of operations is.</summary>
public sealed class CountWindowTests
{
    [Fact]
    public void A_count_window_equals_the_end_of_a_list() => Samples.Check(
        Gen.Select(Gen.Int[1, 20], WindowStep.Sequence),
        static sample =>
        {
            var (calls, steps) = sample;
            var window = new CountWindow(calls);
            var outcomes = new List<WindowStep.Add>();
            foreach (var step in steps)
            {
                if (step is WindowStep.Clear)
                {
                    window.Clear(now: 0);
                    outcomes.Clear();
                }
                else if (step is WindowStep.Add add)
                {
                    outcomes.Add(add);
                    var totals = window.Add(window.Generation, now: 0, add.Failed, add.Slow, minimumThroughput: 1);
                    if (totals is null) Assert.DoesNotContain(outcomes.TakeLast(calls), static outcome => outcome.Failed || outcome.Slow);
                    else Assert.Equal(TotalsOf(outcomes, calls), totals);
                }

                Assert.Equal(TotalsOf(outcomes, calls), window.GetTotals(now: 0));
            }
        },
        count: 5_000);

    [Fact]
    public void An_outcome_of_an_older_generation_is_in_no_window()
    {
        var window = new CountWindow(3);
        var old = window.Generation;
        window.Clear(now: 0);

        window.Add(old, now: 0, failed: true, slow: true, minimumThroughput: 1);

        Assert.Equal(default, window.GetTotals(now: 0));
    }

    [Fact]
    public void Concurrent_additions_keep_the_sums_of_the_window_exact()
    {
        const int Calls = 64;
        var window = new CountWindow(Calls);
        var adds = StressIterations.Scale(100_000);

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            for (var i = 0; i < adds; i++) window.Add(window.Generation, 0, random.Next(2) == 0, random.Next(2) == 0, 1);
        });
        Assert.Equal(Calls, window.GetTotals(0).Calls);
        for (var i = 0; i < Calls; i++) window.Add(window.Generation, 0, failed: i < 10, slow: i < 20, 1);

        Assert.Equal(new WindowTotals(Calls, 10, 20), window.GetTotals(0));
    }

    private static WindowTotals TotalsOf(List<WindowStep.Add> outcomes, int calls)
    {
        var held = outcomes.TakeLast(calls).ToList();
        return new WindowTotals(held.Count, held.Count(static outcome => outcome.Failed), held.Count(static outcome => outcome.Slow));
    }
}
