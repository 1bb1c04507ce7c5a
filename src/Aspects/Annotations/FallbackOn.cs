namespace Aspects;

/// <summary>Which calls a fallback answers.</summary>
public enum FallbackOn
{
    /// <summary>Those that are turned away.</summary>
    Rejection = 0,

    /// <summary>
    /// Those that are turned away, and those that end in what the rules of the breaker call a failure, a timeout included.
    /// What they ignore reaches the caller, and so does the caller's own cancellation.
    /// </summary>
    RejectionOrFailure = 1,
}
