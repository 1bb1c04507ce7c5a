namespace Aspects.Tests;

/// <summary>Whatever rules are on and whatever happens in whatever order, the breaker does what the reference does.</summary>
public sealed class EverythingModelTests
{
    private const int Scenarios = 2_000;

    [Fact]
    public void The_breaker_with_all_its_rules_does_what_the_reference_does() => Samples.Check(
        Tests.Scenarios.OfEverything, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);

    [Fact]
    public void The_scenarios_reach_every_corner_of_every_rule()
    {
        var reached = new Dictionary<string, int>();
        Samples.Check(
            Tests.Scenarios.OfEverything,
            scenario =>
            {
                var end = ModelRun.Play(scenario);
                foreach (var reason in Enum.GetValues<CircuitReason>())
                {
                    if (IsReachable(reason)) Reach($"{reason}", end.Reasons.Contains(reason));
                }

                Reach("opened by an entry because of calls that hang", end.OpenedByEntry);
                Reach("a lower adaptive limit", end.AdaptedDown);
                Reach("a break that has grown", end.GrewBreak);
                Reach("a break that was shortened", end.ShortenedBreak);
                Reach("spared by the monitor", end.WouldHaveRejected > 0);
                Reach("slow", end.Slow > 0);
                Reach("throttled", end.Throttled > 0);
                Reach("ignored", end.Ignored > 0);
                Reach("late", end.StaleOutcomes > 0);
                Reach("a probe given up", end.ProbesGivenUp > 0);
                Reach("two probes at once", end.MostProbesAtOnce >= 2);
                Reach("three recoveries failed", end.FailedRecoveries >= 3);
                Reach("many changes", end.StateChanges >= 6);
                Reach("a ratio of the last calls", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls > 0);
                Reach("a ratio of a time", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls == 0);
            },
            count: Scenarios);

        Assert.All(reached, static corner => Assert.True(corner.Value >= 10, $"{corner.Key}: {corner.Value} of {Scenarios}"));

        void Reach(string corner, bool isReached) =>
            reached[corner] = reached.GetValueOrDefault(corner) + (isReached ? 1 : 0);
    }

    // A health probe, a saved state and the ramp are not in the model.
    private static bool IsReachable(CircuitReason reason) =>
        reason is not (CircuitReason.None or CircuitReason.HealthProbe or CircuitReason.Restored or CircuitReason.SlowStart);
}
