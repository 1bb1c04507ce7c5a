namespace Aspects;

/// <summary>The start of a call; zero if the call is not measured.</summary>
/// <remarks>
/// Layout: <c>[ stamp : 62 | clock : 2 ]</c>. The clock bits say which stamp of <see cref="MonotonicClock"/> is stored.
/// </remarks>
internal readonly record struct CallStart(long Bits)
{
    /// <summary>The clock bits of the coarse stamp.</summary>
    public const long Coarse = 0b10;

    /// <summary>The clock bits of the precise stamp.</summary>
    public const long Precise = 0b11;

    private const long ClockMask = 0b11;

    /// <summary>
    /// The value for a call that was measured before its settlement and was slow. No clock reaches this stamp.
    /// </summary>
    public static CallStart MeasuredSlow => new(long.MinValue | Coarse);

    public bool IsMeasured => Bits != 0;

    /// <summary>The clock of the stamp: <see cref="Coarse"/> or <see cref="Precise"/>.</summary>
    public long Clock => Bits & ClockMask;

    public long Stamp => Bits >> 2;

    /// <summary>Creates the start of a call.</summary>
    /// <param name="stamp">The present stamp of the clock.</param>
    /// <param name="clock"><see cref="Coarse"/> or <see cref="Precise"/>.</param>
    public static CallStart Create(long stamp, long clock) => new((stamp << 2) | clock);
}
