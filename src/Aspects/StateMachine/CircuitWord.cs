namespace Aspects;

/// <summary>
/// State, epoch and count of a circuit in 64 bits, so that one read sees them together and one compare-and-swap changes
/// them together: <c>[ epoch : 35 | count : 24 | marks : 3 | state : 2 ]</c>.
/// </summary>
/// <remarks>
/// The epoch grows by one with each change of state. The count is of failures in a row while closed, of successful
/// probes in a row while half-open. In the permit of a probe the field of the count holds the number of its lease.
/// </remarks>
internal readonly record struct CircuitWord(long Bits)
{
    private const int CountWidth = 24;
    private const int CountShift = 5;
    private const int EpochShift = CountShift + CountWidth;
    private const long StateMask = 0b11;

    // In the circuit's word: an entry has more to do than to read it.
    private const long SlowPathMark = 1L << 2;

    // In a permit: the call runs though nothing was granted, and its outcome moves nothing.
    private const long PassThroughMark = 1L << 3;

    // In a permit: the call was turned away.
    private const long RejectedMark = 1L << 4;

    public const int MaxCount = (1 << CountWidth) - 1;
    private const long CountMask = (long)MaxCount << CountShift;
    private const long EntryMask = StateMask | SlowPathMark;

    public CircuitWord(CircuitState state, long epoch, int count)
        : this((epoch << EpochShift) | ((long)count << CountShift) | (long)state)
    {
    }

    public CircuitState State => (CircuitState)(Bits & StateMask);

    public long Epoch => Bits >>> EpochShift;

    public int Count => (int)((Bits & CountMask) >> CountShift);

    public bool IsClosed => (Bits & StateMask) == (long)CircuitState.Closed;

    /// <summary>Closed, with nothing else to look at: the one test that a healthy call makes on its way in.</summary>
    public bool AdmitsOnFastPath => (Bits & EntryMask) == (long)CircuitState.Closed;

    /// <summary>Whether an entry, and a result that comes of it, have more to do than to read the word.</summary>
    public bool HasSlowPath => (Bits & SlowPathMark) != 0;

    public bool IsPassThrough => (Bits & PassThroughMark) != 0;

    public bool IsRejected => (Bits & RejectedMark) != 0;

    public CircuitWord AsPassThrough() => new((Bits & ~RejectedMark) | PassThroughMark);

    public CircuitWord AsRejected() => new(Bits | RejectedMark);

    public CircuitWord WithSlowPath(bool slowPath) => new(slowPath ? Bits | SlowPathMark : Bits & ~SlowPathMark);

    public CircuitWord WithCount(int count) => new((Bits & ~CountMask) | ((long)count << CountShift));

    /// <summary>The next epoch, in the given state, with nothing counted.</summary>
    public CircuitWord BeginEpoch(CircuitState state) =>
        new(new CircuitWord(state, Epoch + 1, 0).Bits | (Bits & SlowPathMark));

    public bool IsSameEpoch(CircuitWord other) => Epoch == other.Epoch;

    /// <summary>
    /// Whether a success changes nothing: this is still the word that <paramref name="entry"/> was granted under,
    /// closed with nothing else to look at, and no failures are counted in it.
    /// </summary>
    public bool IsHealthySince(CircuitWord entry) => ((Bits ^ entry.Bits) | (Bits & (CountMask | EntryMask))) == 0;

    /// <summary>The same, whether there is more to look at or not: closed, no failures counted, and granted under this word.</summary>
    public bool IsUnchangedSince(CircuitWord entry) => ((Bits ^ entry.Bits) | (Bits & (CountMask | StateMask))) == 0;
}
