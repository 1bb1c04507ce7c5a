namespace Aspects;

/// <summary>What one event makes of a circuit.</summary>
/// <param name="Word">The circuit afterwards.</param>
/// <param name="Reason">Why a new epoch begins; <see cref="CircuitReason.None"/> where none does.</param>
internal readonly record struct CircuitStep(CircuitWord Word, CircuitReason Reason)
{
    public bool BeginsEpoch => Reason != CircuitReason.None;

    public static CircuitStep Stay(CircuitWord word) => new(word, CircuitReason.None);

    public static CircuitStep Move(CircuitWord word, CircuitState to, CircuitReason reason) => new(word.BeginEpoch(to), reason);
}
