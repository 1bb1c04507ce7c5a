namespace Aspects.Tests;

/// <summary>With any rules and any sequence of operations, the breaker equals the reference breaker.</summary>
public sealed class AllRulesModelTests
{
    [Fact]
    public void The_breaker_with_all_rules_equals_the_reference() => Samples.Check(
        Scenarios.OfEverything, static scenario => ModelRun.Play(scenario), Samples.ModelIterations);
}
