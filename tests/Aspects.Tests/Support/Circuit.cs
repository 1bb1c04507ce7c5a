namespace Aspects.Tests;

/// <summary>A breaker on a clock that moves only when told to, and the calls that tests make through it.</summary>
internal sealed class Circuit
{
    private readonly TimeSpan _break;

    /// <param name="options">Settings; what is not set is as in <see cref="Plain"/>.</param>
    public Circuit(CircuitBreakerOptions? options = null)
    {
        options = (options ?? new CircuitBreakerOptions()).LayerOver(Plain);
        _break = options.BreakDuration;
        Breaker = new CircuitBreaker("orders", options, Clock);
    }

    /// <summary>One rule alone, failures in a row, and a break that is always the same.</summary>
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

    /// <summary>A circuit whose break has elapsed; nobody has called since.</summary>
    public static Circuit Elapsed(CircuitBreakerOptions? options = null)
    {
        var circuit = Opened(options);
        circuit.ElapseBreak();
        return circuit;
    }

    /// <summary>Enters; the call is admitted.</summary>
    public CircuitPermit Enter()
    {
        Assert.True(Breaker.TryEnter(out var permit), $"Admitted expected, rejected while {State}.");
        return permit;
    }

    /// <summary>Tries to enter; the call is rejected.</summary>
    public CircuitPermit EnterInVain()
    {
        Assert.False(Breaker.TryEnter(out var permit), $"Rejection expected, admitted while {State}.");
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
        Exception last;
        do last = Fail();
        while (State == CircuitState.Closed);
        Assert.Equal(CircuitState.Open, State);
        return last;
    }

    public void ElapseBreak() => Clock.Advance(_break);
}
