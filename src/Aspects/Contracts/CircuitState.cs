namespace Aspects;

/// <summary>What a circuit breaker does with the next call.</summary>
public enum CircuitState
{
    /// <summary>Calls go through; their outcomes are watched.</summary>
    Closed = 0,

    /// <summary>Calls are rejected until the break has elapsed.</summary>
    Open = 1,

    /// <summary>A limited number of calls go through as probes; their outcomes decide between closing and opening again.</summary>
    HalfOpen = 2,

    /// <summary>Calls are rejected until someone calls <see cref="CircuitBreaker.Release"/>.</summary>
    Isolated = 3,
}
