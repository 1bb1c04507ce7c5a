namespace Aspects;

/// <summary>
/// The whole state machine: what a circuit becomes when something happens to it. Pure; the word, the leases and the
/// counters around it are <see cref="CircuitBreaker"/>'s. The tests' model and the table in the documentation follow it.
/// </summary>
internal static class CircuitStateMachine
{
    /// <param name="word">The circuit as it is.</param>
    /// <param name="openUntil">The stamp at which a break ends, if there is one.</param>
    /// <param name="happened">What happens.</param>
    /// <param name="now">The stamp at which it happens.</param>
    /// <param name="rules">The settings in force.</param>
    public static CircuitStep Next(
        CircuitWord word, long openUntil, CircuitEvent happened, long now, CircuitRules rules) =>
        (word.State, happened) switch
        {
            (CircuitState.Closed, CircuitEvent.Succeeded) =>
                CircuitStep.Stay(word.WithCount(0)),
            (CircuitState.Closed, CircuitEvent.Failed) when rules.ConsecutiveFailures == 0 =>
                CircuitStep.Stay(word),
            (CircuitState.Closed, CircuitEvent.Failed) when word.Count + 1 < rules.ConsecutiveFailures =>
                CircuitStep.Stay(word.WithCount(word.Count + 1)),
            (CircuitState.Closed, CircuitEvent.Failed) =>
                CircuitStep.Open(word, MonotonicClock.After(now, rules.BreakDuration), CircuitReason.ConsecutiveFailures),

            (CircuitState.Open, CircuitEvent.Asked) when now >= openUntil =>
                CircuitStep.Move(word, CircuitState.HalfOpen, CircuitReason.BreakElapsed),

            (CircuitState.HalfOpen, CircuitEvent.Succeeded) when word.Count + 1 < rules.SuccessThreshold =>
                CircuitStep.Stay(word.WithCount(word.Count + 1)),
            (CircuitState.HalfOpen, CircuitEvent.Succeeded) =>
                CircuitStep.Move(word, CircuitState.Closed, CircuitReason.ProbesSucceeded),
            (CircuitState.HalfOpen, CircuitEvent.Failed) =>
                CircuitStep.Open(word, MonotonicClock.After(now, rules.BreakDuration), CircuitReason.ProbeFailed),

            _ => CircuitStep.Stay(word),
        };
}
