namespace Aspects.Interleavings;

/// <summary>The settings and the calls that the cases share.</summary>
internal static class Circuit
{
    public static TimeSpan Break { get; } = TimeSpan.FromSeconds(10);

    public static InvalidOperationException Error { get; } = new("The callee failed.");

    /// <summary>Settings with no rule that opens a circuit, and a constant break.</summary>
    public static CircuitBreakerOptions WithoutRules => new()
    {
        ConsecutiveFailures = 0,
        FailureRatio = 0,
        BreakDuration = Break,
        BackoffFactor = 1,
        Jitter = 0,
        SuccessThreshold = 1,
    };

    public static CircuitBreakerOptions With(this CircuitBreakerOptions options, Action<CircuitBreakerOptions> change)
    {
        change(options);
        return options;
    }

    /// <summary>Makes a call that succeeds.</summary>
    /// <returns>Whether the call was admitted.</returns>
    public static bool TrySucceed(this CircuitBreaker breaker)
    {
        if (!breaker.TryEnter(out var permit)) return false;
        permit.Succeeded();
        return true;
    }

    /// <summary>Makes a call that fails.</summary>
    /// <returns>Whether the call was admitted.</returns>
    public static bool TryFail(this CircuitBreaker breaker)
    {
        if (!breaker.TryEnter(out var permit)) return false;
        permit.Failed(Error);
        return true;
    }

    /// <summary>The number of calls in the totals of a breaker, rejected ones included.</summary>
    public static long CountCalls(this CircuitSnapshot snapshot) =>
        snapshot.Succeeded + snapshot.Failed + snapshot.Ignored + snapshot.Throttled + snapshot.StaleOutcomes + snapshot.Rejected;

    /// <summary>Asserts that the circuit closes after its break, whatever state it is in.</summary>
    public static void AssertRecovers(this CircuitBreaker breaker, ManualClock clock)
    {
        breaker.Release();
        for (var i = 0; i < 2 && breaker.State != CircuitState.Closed; i++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.True(breaker.TrySucceed(), $"The circuit does not recover: {breaker.GetSnapshot().Explanation}");
        }

        Assert.Equal(CircuitState.Closed, breaker.State);
    }
}
