using static Aspects.CircuitEventKind;
using static Aspects.CircuitState;

namespace Aspects;

/// <summary>
/// The whole state machine: what a circuit becomes when something happens to it. Pure; the word, the window, the leases and
/// the listeners around it are <see cref="CircuitBreaker"/>'s. The tests' model and the table in the documentation follow it.
/// </summary>
internal static class CircuitStateMachine
{
    /// <param name="word">The circuit as it is.</param>
    /// <param name="openUntil">The stamp at which a break ends, if there is one.</param>
    /// <param name="circuitEvent">What happens.</param>
    /// <param name="now">The stamp at which it happens.</param>
    /// <param name="successThreshold">How many probes in a row must succeed.</param>
    public static CircuitStep Next(CircuitWord word, long openUntil, CircuitEvent circuitEvent, long now, int successThreshold) =>
        (word.State, circuitEvent.Kind) switch
        {
            // What the window says comes last: where both rules are met, the failures in a row are the clearer reason.
            (Closed, Failed) when circuitEvent.FailureLimit > 0 && word.Count + 1 >= circuitEvent.FailureLimit =>
                CircuitStep.Move(word, Open, CircuitReason.ConsecutiveFailures),
            (Closed, Succeeded or Failed or Requested) when circuitEvent.Verdict != CircuitReason.None =>
                CircuitStep.Move(word, Open, circuitEvent.Verdict),
            (Closed, Failed) when circuitEvent.FailureLimit > 0 => CircuitStep.Stay(word.WithCount(word.Count + 1)),
            (Closed, Succeeded) => CircuitStep.Stay(word.WithCount(0)),
            (Closed, Throttled) => CircuitStep.Move(word, Open, CircuitReason.Throttled),

            (Open, Requested) when now >= openUntil => CircuitStep.Move(word, HalfOpen, CircuitReason.BreakElapsed),
            (Open, FoundHealthy) => CircuitStep.Move(word, HalfOpen, CircuitReason.HealthProbe),

            (HalfOpen, Succeeded) when word.Count + 1 < successThreshold => CircuitStep.Stay(word.WithCount(word.Count + 1)),
            (HalfOpen, Succeeded) => CircuitStep.Move(word, Closed, CircuitReason.ProbesSucceeded),
            (HalfOpen, Failed) => CircuitStep.Move(word, Open, CircuitReason.ProbeFailed),
            (HalfOpen, Throttled) => CircuitStep.Move(word, Open, CircuitReason.Throttled),

            (not Isolated, Restore) => CircuitStep.Move(word, Open, CircuitReason.Restored),
            (not Isolated, Isolate) => CircuitStep.Move(word, Isolated, CircuitReason.Isolated),
            (Isolated, Release) => CircuitStep.Move(word, Closed, CircuitReason.Released),
            (_, Reset) => CircuitStep.Move(word, Closed, CircuitReason.Reset),

            _ => CircuitStep.Stay(word),
        };
}
