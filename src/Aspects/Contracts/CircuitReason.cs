namespace Aspects;

/// <summary>Why a circuit changed its state, or why a call was turned away.</summary>
public enum CircuitReason
{
    /// <summary>It never changed: a new circuit is closed.</summary>
    None = 0,

    /// <summary>As many calls failed in a row as <see cref="CircuitBreakerOptions.ConsecutiveFailures"/> allows.</summary>
    ConsecutiveFailures = 1,

    /// <summary>The break was over when a caller came.</summary>
    BreakElapsed = 2,

    /// <summary>As many probes in a row succeeded as <see cref="CircuitBreakerOptions.SuccessThreshold"/> asks for.</summary>
    ProbesSucceeded = 3,

    /// <summary>A probe failed.</summary>
    ProbeFailed = 4,

    /// <summary>The share of failed calls in the window reached <see cref="CircuitBreakerOptions.FailureRatio"/>.</summary>
    FailureRatio = 5,

    /// <summary>The share of slow calls in the window reached <see cref="CircuitBreakerOptions.SlowCallRatio"/>.</summary>
    SlowCallRatio = 6,

    /// <summary>The callee asked for calls to stop for a while.</summary>
    Throttled = 7,

    /// <summary>Someone isolated the circuit by hand.</summary>
    Isolated = 8,

    /// <summary>Someone released the circuit by hand.</summary>
    Released = 9,

    /// <summary>Someone reset the circuit by hand.</summary>
    Reset = 10,

    /// <summary>The health probe reported the callee healthy before the break was over.</summary>
    HealthProbe = 11,

    /// <summary>The state was given: at creation, or restored from a saved one.</summary>
    Restored = 12,

    /// <summary>The circuit has closed a short while ago and lets only a share of the calls through.</summary>
    SlowStart = 13,
}
