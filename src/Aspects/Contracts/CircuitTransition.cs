namespace Aspects;

/// <summary>A change of state.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Number">Which change of that breaker it is: 1 for the first.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, on the wall clock.</param>
/// <param name="Break">How long the circuit stays open, where it opened; before a generator of break durations has been asked.</param>
/// <param name="Failure">What the call threw that opened it, where one did.</param>
public sealed record CircuitTransition(
    string Name,
    long Number,
    CircuitState From,
    CircuitState To,
    CircuitReason Reason,
    DateTimeOffset At,
    TimeSpan? Break,
    Exception? Failure)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }
}
