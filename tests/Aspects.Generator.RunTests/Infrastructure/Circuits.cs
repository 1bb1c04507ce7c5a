namespace Aspects.Generator.RunTests;

/// <summary>Brings circuits into the state that a test needs.</summary>
internal static class Circuits
{
    /// <summary>Opens a circuit for longer than any test runs.</summary>
    public static CircuitBreaker Open(AspectRegistry aspects, string name)
    {
        aspects.CircuitBreakers.Configure(name, static options =>
        {
            options.ConsecutiveFailures = 1;
            options.BreakDuration = TimeSpan.FromHours(1);
            options.MaxBreakDuration = TimeSpan.FromHours(1);
            options.Mode = CircuitMode.Enforce;
        });
        var breaker = aspects.CircuitBreakers.GetOrAdd(name);
        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new InvalidOperationException("opens the circuit"));
        Assert.Equal(CircuitState.Open, breaker.State);
        return breaker;
    }
}
