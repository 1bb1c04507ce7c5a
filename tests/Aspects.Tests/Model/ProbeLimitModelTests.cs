namespace Aspects.Tests;

/// <summary>The same with a number of probes that is raised and lowered while probes are under way.</summary>
public sealed class ProbeLimitModelTests
{
    [Fact]
    public void The_breaker_does_what_the_reference_does_while_its_number_of_probes_changes() => Samples.Check(
        Scenarios.WithAnySwap, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);
}
