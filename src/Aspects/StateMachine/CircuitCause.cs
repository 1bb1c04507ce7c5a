namespace Aspects;

/// <summary>What a call brought that may open a circuit.</summary>
/// <param name="RetryAfter">How long the callee asked to be left alone.</param>
/// <param name="Error">What the call threw.</param>
/// <param name="Break">How long the circuit is to stay open, where that is given rather than found by the settings.</param>
internal readonly record struct CircuitCause(TimeSpan? RetryAfter, Exception? Error, TimeSpan? Break = null);
