namespace Aspects;

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
