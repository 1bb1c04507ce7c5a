namespace Aspects.Tests;

/// <summary>With consecutive failures as the only rule, the breaker equals the reference breaker.</summary>
public sealed class ConsecutiveFailuresModelTests
{
    [Fact]
    public void The_breaker_equals_the_reference() => Samples.Check(
        Scenarios.WithOneProbeLimit, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);
}
