namespace Aspects;

/// <summary>
/// State, epoch and count of a circuit in 64 bits, so that one read sees them together and one compare-and-swap changes
/// them together: <c>[ epoch : 38 | count : 24 | state : 2 ]</c>.
/// </summary>
/// <remarks>
/// The epoch grows by one with each change of state. The count is of failures in a row while closed, of successful
/// probes in a row while half-open. In the permit of a probe the field of the count holds the number of its lease.
/// </remarks>
internal readonly record struct CircuitWord(long Bits)
{
    private const int StateWidth = 2;
    private const int CountWidth = 24;
    private const int EpochShift = StateWidth + CountWidth;
    private const long StateMask = (1L << StateWidth) - 1;

    public const int MaxCount = (1 << CountWidth) - 1;
    private const long CountMask = (long)MaxCount << StateWidth;

    public CircuitWord(CircuitState state, long epoch, int count)
        : this((epoch << EpochShift) | ((long)count << StateWidth) | (long)state)
    {
    }

    public CircuitState State => (CircuitState)(Bits & StateMask);

    public long Epoch => Bits >>> EpochShift;

    public int Count => (int)((Bits & CountMask) >> StateWidth);

    /// <summary>Closed; the one test that a healthy call makes on its way in.</summary>
    public bool IsClosed => (Bits & StateMask) == (long)CircuitState.Closed;

    public CircuitWord WithCount(int count) => new((Bits & ~CountMask) | ((long)count << StateWidth));

    /// <summary>The next epoch, in the given state, with nothing counted.</summary>
    public CircuitWord Enter(CircuitState state) => new(state, Epoch + 1, 0);

    public bool IsSameEpoch(CircuitWord other) => Epoch == other.Epoch;

    /// <summary>
    /// Whether a success changes nothing: this is still the word that <paramref name="entry"/> was granted under,
    /// closed, and no failures are counted in it. A rejected caller's word is never closed.
    /// </summary>
    public bool IsHealthySince(CircuitWord entry) => ((Bits ^ entry.Bits) | (Bits & (CountMask | StateMask))) == 0;
}
