using static Aspects.CircuitEventKind;
using static Aspects.CircuitState;

namespace Aspects;

/// <summary>Computes the next state word from the present state word, an event and the time.</summary>
/// <remarks>
/// <para>This pure function is the whole state machine. Its caller owns the state word, the window, the leases and
/// the listeners.</para>
/// <para>The model in the tests and the table in the documentation follow this function.</para>
/// </remarks>
internal static class CircuitStateMachine
{
    /// <summary>Computes the step that an event causes.</summary>
    /// <param name="word">The present state word.</param>
    /// <param name="openUntil">The stamp at which the break ends. Only an open circuit uses it.</param>
    /// <param name="circuitEvent">The event.</param>
    /// <param name="now">The stamp of the event.</param>
    /// <param name="successThreshold">The number of consecutive probe successes that close the circuit.</param>
    public static CircuitStep Next(CircuitWord word, long openUntil, CircuitEvent circuitEvent, long now, int successThreshold) =>
        (word.State, circuitEvent.Kind) switch
        {
            // Order: consecutive failures before the window's verdict, because they are the clearer reason if both
            // apply.
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
            (not Isolated, OpenByHand) => CircuitStep.Move(word, Open, CircuitReason.OpenedByHand),
            (not Isolated, Isolate) => CircuitStep.Move(word, Isolated, CircuitReason.Isolated),
            (Isolated, Release) => CircuitStep.Move(word, Closed, CircuitReason.Released),
            (_, Reset) => CircuitStep.Move(word, Closed, CircuitReason.Reset),

            _ => CircuitStep.Stay(word),
        };
}

/// <summary>The effect of one event on a circuit.</summary>
/// <param name="Word">The next state word.</param>
/// <param name="Reason">
/// The reason of the transition; <see cref="CircuitReason.None"/> if the epoch stays the same.
/// </param>
internal readonly record struct CircuitStep(CircuitWord Word, CircuitReason Reason)
{
    public bool BeginsEpoch => Reason != CircuitReason.None;

    public static CircuitStep Stay(CircuitWord word) => new(word, CircuitReason.None);

    public static CircuitStep Move(CircuitWord word, CircuitState to, CircuitReason reason) => new(word.BeginEpoch(to), reason);
}
