namespace Aspects.Tests;

/// <summary>With any rules and any sequence of operations, the breaker equals the reference breaker.</summary>
public sealed class AllRulesModelTests
{
    private const int Scenarios = 2_000;

    [Fact]
    public void The_breaker_with_all_rules_equals_the_reference() => Samples.Check(
        Tests.Scenarios.OfEverything, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);

    [Fact(Skip = "Needs all samples.", SkipType = typeof(Samples), SkipWhen = nameof(Samples.AreFew))]
    public void The_scenarios_cover_every_case_of_every_rule()
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

                Reach("opened by an entry because of slow pending calls", end.OpenedByEntry);
                Reach("a lowered adaptive threshold", end.AdaptedDown);
                Reach("a break that has grown", end.GrewBreak);
                Reach("a break that was shortened", end.ShortenedBreak);
                Reach("a pass-through call in monitor mode", end.WouldHaveRejected > 0);
                Reach("slow", end.Slow > 0);
                Reach("throttled", end.Throttled > 0);
                Reach("ignored", end.Ignored > 0);
                Reach("stale", end.StaleOutcomes > 0);
                Reach("a probe that lost its slot", end.LostSlots > 0);
                Reach("two probes at once", end.MostProbesAtOnce >= 2);
                Reach("three recoveries failed", end.FailedRecoveries >= 3);
                Reach("many transitions", end.StateChanges >= 6);
                Reach("timed out", end.TimedOut > 0);
                Reach("an entry that joined a probe", end.JoinedProbe);
                Reach("an entry that joined a probe without a slot", end.JoinedLostProbe);
                Reach("a task with several exceptions", end.SettledSeveralErrors);
                Reach("a throttled probe", end.ThrottledProbe);
                Reach("a blocked recovery", end.WasBlocked);
                Reach("a callback error", end.CallbackErrors > 0);
                Reach("disposed", end.IsDisposed);
                Reach("evicted", end.IsEvicted);
                Reach("a ratio in a count window", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls > 0);
                Reach("a ratio in a time window", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls == 0);
            },
            count: Scenarios);

        Assert.All(reached, static reachedCase => Assert.True(reachedCase.Value >= 10, $"Only {reachedCase.Value} of {Scenarios} scenarios reach '{reachedCase.Key}'. Change the generators of the scenarios."));

        void Reach(string name, bool isReached) =>
            reached[name] = reached.GetValueOrDefault(name) + (isReached ? 1 : 0);
    }

    // A saved state and slow start are not in the model.
    private static bool IsReachable(CircuitReason reason) =>
        reason is not (CircuitReason.None or CircuitReason.Restored or CircuitReason.SlowStart);
}
