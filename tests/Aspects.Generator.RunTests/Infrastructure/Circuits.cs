using Microsoft.Extensions.Time.Testing;

namespace Aspects.Generator.RunTests;

/// <summary>Brings circuits into the state that a test needs.</summary>
internal static class Circuits
{
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    /// <summary>Creates a registry with a clock that passes the timeout of a call before the call ends.</summary>
    public static AspectRegistry CreateTooSlow() => new(new FakeTimeProvider { AutoAdvanceAmount = 2 * Timeout });

    /// <summary>Gives all breakers of a registry of <see cref="CreateTooSlow"/> a timeout.</summary>
    public static void SetTimeouts(AspectRegistry aspects)
    {
        foreach (var breaker in aspects.CircuitBreakers.Breakers)
        {
            aspects.CircuitBreakers.Configure(breaker.Name, static options =>
            {
                options.Mode = CircuitMode.Enforce;
                options.ProbeTimeout = 2 * Timeout;
                options.SlowCallDuration = TimeSpan.Zero;
                options.Timeout = Timeout;
            });
        }
    }

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
