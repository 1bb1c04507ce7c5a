namespace Aspects;

/// <summary>What one event makes of a circuit.</summary>
/// <param name="Word">The circuit afterwards.</param>
/// <param name="OpenUntil">The stamp at which the break ends, where the step opens the circuit.</param>
/// <param name="Reason">Why the state changed; <see cref="CircuitReason.None"/> where it did not.</param>
internal readonly record struct CircuitStep(CircuitWord Word, long OpenUntil, CircuitReason Reason)
{
    public bool ChangesState => Reason != CircuitReason.None;

    public static CircuitStep Stay(CircuitWord word) => new(word, 0, CircuitReason.None);

    public static CircuitStep Move(CircuitWord word, CircuitState to, CircuitReason reason) => new(word.Enter(to), 0, reason);

    public static CircuitStep Open(CircuitWord word, long until, CircuitReason reason) =>
        new(word.Enter(CircuitState.Open), until, reason);
}
