namespace Aspects.Tests;

/// <summary>A breaker on a clock that only the test moves, and the calls that tests make through the breaker.</summary>
internal sealed class Circuit
{
    private const int MaxFailures = 10_000;

    private readonly TimeSpan _break;

    /// <param name="options">Settings. An unset setting has its value of <see cref="Plain"/>.</param>
    public Circuit(CircuitBreakerOptions? options = null)
    {
        options = (options ?? new CircuitBreakerOptions()).LayerOver(Plain);
        _break = options.BreakDuration;
        Breaker = new CircuitBreaker("orders", options, Clock);
    }

    /// <summary>Consecutive failures as the only rule, and a constant break.</summary>
    public static CircuitBreakerOptions Plain => new() { FailureRatio = 0, Jitter = 0, BackoffFactor = 1 };

    public static TimeSpan Tick { get; } = TimeSpan.FromTicks(1);

    public TestClock Clock { get; } = new();

    public CircuitBreaker Breaker { get; }

    public CircuitState State => Breaker.State;

    public CircuitSnapshot Snapshot => Breaker.GetSnapshot();

    /// <summary>A circuit that has just opened.</summary>
    public static Circuit Opened(CircuitBreakerOptions? options = null)
    {
        var circuit = new Circuit(options);
        circuit.Open();
        return circuit;
    }

    /// <summary>A circuit whose break has elapsed, before the next call.</summary>
    public static Circuit Elapsed(CircuitBreakerOptions? options = null)
    {
        var circuit = Opened(options);
        circuit.ElapseBreak();
        return circuit;
    }

    /// <summary>Enters and asserts that the call is admitted.</summary>
    public CircuitPermit Enter()
    {
        Assert.True(Flow.TryEnter(Breaker, out var permit), $"The breaker rejected a call in state {State}; the test expects a permit.");
        return permit;
    }

    /// <summary>Enters and asserts that the call is rejected.</summary>
    public CircuitPermit EnterRejected()
    {
        Assert.False(Flow.TryEnter(Breaker, out var permit), $"The breaker admitted a call in state {State}; the test expects a rejection.");
        return permit;
    }

    public void Succeed() => Enter().Succeeded();

    public Exception Fail()
    {
        var error = new InvalidOperationException("The callee failed.");
        Enter().Failed(error);
        return error;
    }

    /// <summary>Fails until the circuit is open.</summary>
    /// <returns>The failure that opened it.</returns>
    public Exception Open()
    {
        var last = Fail();
        for (var failures = 1; failures < MaxFailures && State == CircuitState.Closed; failures++) last = Fail();
        Assert.Equal(CircuitState.Open, State);
        return last;
    }

    public void ElapseBreak() => Clock.Advance(_break);
}
