namespace Aspects;

/// <summary>The data of a call or of a saved state that belongs to an opening.</summary>
/// <param name="RetryAfter">The Retry-After of the callee, if any.</param>
/// <param name="Error">The exception that the call threw, if any.</param>
/// <param name="Break">The length of the break, if it is given; otherwise the settings decide.</param>
internal readonly record struct CircuitCause(TimeSpan? RetryAfter, Exception? Error, TimeSpan? Break = null);
