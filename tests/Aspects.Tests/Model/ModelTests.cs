namespace Aspects.Tests;

/// <summary>Whatever happens in whatever order, the breaker does what the reference does.</summary>
public sealed class ModelTests
{
    [Fact]
    public void The_breaker_does_what_the_reference_does() => Samples.Check(
        Scenarios.WithOneProbeLimit, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);

    [Fact]
    public void The_scenarios_reach_every_corner()
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
                Reach("many changes", end.StateChanges >= 6);
                Reach("late", end.StaleOutcomes > 0);
                Reach("ignored", end.Ignored > 0);
                Reach("rejected", end.Rejected > 0);
                Reach("a break that never ends", end.RetryAfter(0) == TimeSpan.MaxValue);
                Reach("a probe given up", end.ProbesGivenUp > 0);
                Reach("two probes at once", end.MostProbesAtOnce >= 2);
            },
            count: 500);

        Assert.Equal(11, reached.Count);
        Assert.All(reached, static corner => Assert.True(corner.Value >= 10, $"{corner.Key}: {corner.Value} of 500"));

        void Reach(string corner, bool isReached) =>
            reached[corner] = reached.GetValueOrDefault(corner) + (isReached ? 1 : 0);
    }
}
