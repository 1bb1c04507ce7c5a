namespace Aspects;

/// <summary>The events on which a fallback answers in place of the callee.</summary>
public enum FallbackTrigger
{
    /// <summary>The circuit breaker rejects the call.</summary>
    Rejection,

    /// <summary>The circuit breaker rejects the call, or the call fails.</summary>
    /// <remarks>
    /// <see cref="CircuitBreaker.AllowsFallback"/> decides which failures the fallback replaces. For a stream the
    /// fallback answers only on a rejection, because items that have been read cannot be taken back.
    /// </remarks>
    RejectionOrFailure,
}
