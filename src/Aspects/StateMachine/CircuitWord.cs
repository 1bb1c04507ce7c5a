namespace Aspects;

/// <summary>The state word: state, epoch and count of a circuit in 64 bits.</summary>
/// <remarks>
/// <para>Layout: <c>[ epoch : 35 | count : 23 | marks : 4 | state : 2 ]</c>. One read returns all fields.</para>
/// <para>Each transition increments the epoch. While the circuit is closed, the count is the number of consecutive
/// failures. While it is half-open, the count is the number of consecutive probe successes.</para>
/// <para>A permit holds the state word of its entry. In a probe's permit the count field holds the lease
/// number. In the permit of a measured call of a closed circuit it holds the number of the calls in flight.</para>
/// </remarks>
internal readonly record struct CircuitWord(long Bits)
{
    private const int CountWidth = 23;
    private const int CountShift = 6;
    private const int EpochShift = CountShift + CountWidth;
    private const long StateMask = 0b11;

    // In the state word and in permits: the entry takes the slow path even while the circuit is closed.
    private const long SlowPathMark = 1L << 2;

    // In a permit: the call is a pass-through. Its outcome is counted and changes nothing else.
    private const long PassThroughMark = 1L << 3;

    // In a permit: the call was rejected.
    private const long RejectedMark = 1L << 4;

    // In a permit: the slow path granted the permit, and may have begun to measure the call.
    private const long SlowPathPermitMark = 1L << 5;

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

    /// <summary>
    /// Whether the circuit is closed without the slow-path mark. A healthy entry tests nothing else.
    /// </summary>
    public bool AdmitsOnFastPath => (Bits & EntryMask) == (long)CircuitState.Closed;

    /// <summary>Whether the entry and its result take the slow path.</summary>
    public bool HasSlowPath => (Bits & SlowPathMark) != 0;

    public bool IsPassThrough => (Bits & PassThroughMark) != 0;

    public bool IsRejected => (Bits & RejectedMark) != 0;

    /// <summary>In a permit: whether the permit is that of a probe, and holds a lease.</summary>
    public bool IsProbe =>
        (Bits & (StateMask | PassThroughMark | RejectedMark)) == (long)CircuitState.HalfOpen && (Bits & CountMask) != 0;

    /// <summary>In a permit: whether a closed circuit judges the call.</summary>
    public bool IsOfClosedCircuit => (Bits & (StateMask | PassThroughMark | RejectedMark)) == (long)CircuitState.Closed;

    public CircuitWord AsPassThrough() => new((Bits & ~RejectedMark) | PassThroughMark);

    public CircuitWord AsSlowPathPermit() => new(Bits | SlowPathPermitMark);

    public CircuitWord AsRejected() => new(Bits | RejectedMark);

    public CircuitWord WithSlowPath(bool slowPath) => new(slowPath ? Bits | SlowPathMark : Bits & ~SlowPathMark);

    public CircuitWord WithCount(int count) => new((Bits & ~CountMask) | ((long)count << CountShift));

    /// <summary>Returns the state word of the next epoch, with the given state and a count of zero.</summary>
    public CircuitWord BeginEpoch(CircuitState state) =>
        new(new CircuitWord(state, Epoch + 1, 0).Bits | (Bits & SlowPathMark));

    public bool IsSameEpoch(CircuitWord other) => Epoch == other.Epoch;

    /// <summary>One epoch, in the bits of a state word.</summary>
    public const long EpochUnit = 1L << EpochShift;

    /// <summary>A count of one, in the bits of a state word.</summary>
    public const long CountUnit = 1L << CountShift;

    /// <summary>The bits with all but the epoch cleared.</summary>
    public long EpochBits => Bits & -EpochUnit;

    /// <summary>Returns epoch and count without state and marks.</summary>
    public CircuitWord WithoutMarks() => new(Bits & -CountUnit);
}
