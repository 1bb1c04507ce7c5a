namespace Aspects;

/// <summary>When a fallback answers in place of the callee.</summary>
public enum FallbackTrigger
{
    /// <summary>When the circuit breaker turns the call away.</summary>
    Rejection,

    /// <summary>
    /// When the circuit breaker turns the call away, and when the call fails; see <see cref="CircuitBreaker.AllowsFallback"/>. For a
    /// stream, which cannot be taken back once it has begun, only when it is turned away.
    /// </summary>
    RejectionOrFailure,
}
