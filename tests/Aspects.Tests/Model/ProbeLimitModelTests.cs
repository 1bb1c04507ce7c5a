namespace Aspects.Tests;

/// <summary>The breaker equals the reference while MaxConcurrentProbes changes during probes.</summary>
public sealed class ProbeLimitModelTests
{
    [Fact]
    public void The_breaker_equals_the_reference_while_MaxConcurrentProbes_changes() => Samples.Check(
        Scenarios.WithAnySwap, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);
}
