using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The reasons for which a circuit changes its state or rejects a call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitReason>))]
public enum CircuitReason
{
    /// <summary>The circuit has never changed its state.</summary>
    None = 0,

    /// <summary>
    /// The number of consecutive failures reached <see cref="CircuitBreakerOptions.ConsecutiveFailures"/>.
    /// </summary>
    ConsecutiveFailures = 1,

    /// <summary>A call arrived after the end of the break.</summary>
    BreakElapsed = 2,

    /// <summary>
    /// The number of consecutive successful probes reached <see cref="CircuitBreakerOptions.SuccessThreshold"/>.
    /// </summary>
    ProbesSucceeded = 3,

    /// <summary>A probe failed or was slow.</summary>
    ProbeFailed = 4,

    /// <summary>
    /// The share of failed calls in the window reached <see cref="CircuitBreakerOptions.FailureRatio"/>.
    /// </summary>
    FailureRatio = 5,

    /// <summary>
    /// The share of slow calls in the window reached <see cref="CircuitBreakerOptions.SlowCallRatio"/>.
    /// </summary>
    SlowCallRatio = 6,

    /// <summary>The callee requested fewer calls.</summary>
    Throttled = 7,

    /// <summary>
    /// Code called <see cref="CircuitBreaker.Isolate"/>, or the initial or restored state was isolated.
    /// </summary>
    Isolated = 8,

    /// <summary>Code called <see cref="CircuitBreaker.Release"/>.</summary>
    Released = 9,

    /// <summary>Code called <see cref="CircuitBreaker.Reset"/>.</summary>
    Reset = 10,

    /// <summary>The health probe reported a healthy callee before the end of the break.</summary>
    HealthProbe = 11,

    /// <summary>The initial or restored state was open.</summary>
    Restored = 12,

    /// <summary>The circuit closed recently and admits only a share of the calls.</summary>
    SlowStart = 13,

    /// <summary>Code called <see cref="CircuitBreaker.Open"/>.</summary>
    OpenedByHand = 14,

    /// <summary>
    /// The number of failed calls in the window reached <see cref="CircuitBreakerOptions.FailureCount"/>.
    /// </summary>
    FailureCount = 15,
}
