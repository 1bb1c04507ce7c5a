namespace Aspects.Tests;

/// <summary>The scenarios of the model-based tests reach every case of every rule.</summary>
public sealed class ScenarioCoverageTests
{
    [Fact]
    public void Scenarios_with_one_probe_limit_cover_every_case()
    {
        var cases = new ReachedCases();
        Samples.Check(
            Scenarios.WithOneProbeLimit,
            scenario =>
            {
                var end = ModelRun.Play(scenario);
                cases.Reach("opened", end.StateChanges > 0);
                cases.Reach("half-open", end.Reason == CircuitReason.BreakElapsed);
                cases.Reach("reopened by a probe", end.Reason == CircuitReason.ProbeFailed);
                cases.Reach("closed again", end.Reason == CircuitReason.ProbesSucceeded);
                cases.Reach("many transitions", end.StateChanges >= 6);
                cases.Reach("stale", end.StaleOutcomes > 0);
                cases.Reach("ignored", end.Ignored > 0);
                cases.Reach("rejected", end.Rejected > 0);
                cases.Reach("a break that never ends", end.RetryAfter(0) == TimeSpan.MaxValue);
                cases.Reach("a probe that lost its slot", end.LostSlots > 0);
                cases.Reach("two probes at once", end.MostProbesAtOnce >= 2);
            },
            count: 500);

        cases.AssertEachReached(count: 11);
    }

    [Fact]
    public void Scenarios_of_everything_cover_every_case_of_every_rule()
    {
        var cases = new ReachedCases();
        Samples.Check(
            Scenarios.OfEverything,
            scenario =>
            {
                var end = ModelRun.Play(scenario);
                foreach (var reason in Reasons) cases.Reach($"{reason}", end.Reasons.Contains(reason));
                cases.Reach("opened by an entry because of slow pending calls", end.OpenedByEntry);
                cases.Reach("a lowered adaptive threshold", end.AdaptedDown);
                cases.Reach("a break that has grown", end.GrewBreak);
                cases.Reach("a break that was shortened", end.ShortenedBreak);
                cases.Reach("a pass-through call in monitor mode", end.WouldHaveRejected > 0);
                cases.Reach("slow", end.Slow > 0);
                cases.Reach("throttled", end.Throttled > 0);
                cases.Reach("ignored", end.Ignored > 0);
                cases.Reach("stale", end.StaleOutcomes > 0);
                cases.Reach("a probe that lost its slot", end.LostSlots > 0);
                cases.Reach("two probes at once", end.MostProbesAtOnce >= 2);
                cases.Reach("three recoveries failed", end.FailedRecoveries >= 3);
                cases.Reach("many transitions", end.StateChanges >= 6);
                cases.Reach("timed out", end.TimedOut > 0);
                cases.Reach("an entry that joined a probe", end.JoinedProbe);
                cases.Reach("an entry that joined a probe without a slot", end.JoinedLostProbe);
                cases.Reach("a task with several exceptions", end.SettledSeveralErrors);
                cases.Reach("a throttled probe", end.ThrottledProbe);
                cases.Reach("a blocked recovery", end.WasBlocked);
                cases.Reach("a callback error", end.CallbackErrors > 0);
                cases.Reach("disposed", end.IsDisposed);
                cases.Reach("evicted", end.IsEvicted);
                cases.Reach("a ratio in a count window", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls > 0);
                cases.Reach("a ratio in a time window", end.Reason == CircuitReason.FailureRatio && end.Settings.WindowCalls == 0);
            },
            count: 2_000);

        cases.AssertEachReached(count: 24 + Reasons.Count);
    }

    // A saved state and slow start are not in the model.
    private static IReadOnlyList<CircuitReason> Reasons { get; } =
        [.. Enum.GetValues<CircuitReason>().Except([CircuitReason.None, CircuitReason.Restored, CircuitReason.SlowStart])];

    private sealed class ReachedCases
    {
        private readonly Dictionary<string, int> _scenarios = [];

        public void Reach(string name, bool isReached) =>
            _scenarios[name] = _scenarios.GetValueOrDefault(name) + (isReached ? 1 : 0);

        public void AssertEachReached(int count)
        {
            Assert.Equal(count, _scenarios.Count);
            Assert.All(_scenarios, static reached => Assert.True(
                reached.Value >= 10, $"Only {reached.Value} scenarios reach '{reached.Key}'. Change the generators of the scenarios."));
        }
    }
}
