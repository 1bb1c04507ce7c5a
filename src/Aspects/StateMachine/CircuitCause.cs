namespace Aspects;

/// <summary>What a call brought that may open a circuit.</summary>
/// <param name="RetryAfter">How long the callee asked to be left alone.</param>
/// <param name="Error">What the call threw.</param>
internal readonly record struct CircuitCause(TimeSpan? RetryAfter, Exception? Error);
