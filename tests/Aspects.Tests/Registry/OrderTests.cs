namespace Aspects.Tests;

/// <summary>The order of the breakers is the same on every machine.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Names_are_ordered_without_regard_to_case_and_culture()
    {
        var registry = new CircuitBreakerRegistry();
        foreach (var name in new[] { "_llm", "Billing", "auth" }) registry.GetOrAdd(name);

        Assert.Equal(["auth", "Billing", "_llm"], registry.Breakers.Select(static breaker => breaker.Name));
    }
}
