namespace Aspects;

/// <summary>Why a circuit changed its state.</summary>
public enum CircuitReason
{
    /// <summary>It never did: a new circuit is closed.</summary>
    None = 0,

    /// <summary>As many calls failed in a row as <see cref="CircuitBreakerOptions.ConsecutiveFailures"/> allows.</summary>
    ConsecutiveFailures = 1,

    /// <summary>The break was over when a caller came.</summary>
    BreakElapsed = 2,

    /// <summary>As many probes in a row succeeded as <see cref="CircuitBreakerOptions.SuccessThreshold"/> asks for.</summary>
    ProbesSucceeded = 3,

    /// <summary>A probe failed.</summary>
    ProbeFailed = 4,
}
