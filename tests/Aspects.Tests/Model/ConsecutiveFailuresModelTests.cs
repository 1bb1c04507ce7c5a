namespace Aspects.Tests;

/// <summary>With consecutive failures as the only rule, the breaker equals the reference breaker.</summary>
public sealed class ConsecutiveFailuresModelTests
{
    [Fact]
    public void The_breaker_equals_the_reference() => Samples.Check(
        Scenarios.WithOneProbeLimit, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);

    [Fact(Skip = "Needs all samples.", SkipType = typeof(Samples), SkipWhen = nameof(Samples.AreFew))]
    public void The_scenarios_cover_every_case()
    {
        var reached = new Dictionary<string, int>();
        Samples.Check(
            Scenarios.WithOneProbeLimit,
            scenario =>
            {
                var end = ModelRun.Play(scenario);
                Reach("opened", end.StateChanges > 0);
                Reach("half-open", end.Reason == CircuitReason.BreakElapsed);
                Reach("reopened by a probe", end.Reason == CircuitReason.ProbeFailed);
                Reach("closed again", end.Reason == CircuitReason.ProbesSucceeded);
                Reach("many transitions", end.StateChanges >= 6);
                Reach("stale", end.StaleOutcomes > 0);
                Reach("ignored", end.Ignored > 0);
                Reach("rejected", end.Rejected > 0);
                Reach("a break that never ends", end.RetryAfter(0) == TimeSpan.MaxValue);
                Reach("a probe that lost its slot", end.LostSlots > 0);
                Reach("two probes at once", end.MostProbesAtOnce >= 2);
            },
            count: 500);

        Assert.Equal(11, reached.Count);
        Assert.All(reached, static reachedCase => Assert.True(reachedCase.Value >= 10, $"Only {reachedCase.Value} of 500 scenarios reach '{reachedCase.Key}'. Change the generators of the scenarios."));

        void Reach(string name, bool isReached) =>
            reached[name] = reached.GetValueOrDefault(name) + (isReached ? 1 : 0);
    }
}
