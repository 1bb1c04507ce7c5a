namespace Aspects;

/// <summary>The start of a call; zero if the call is not measured.</summary>
/// <remarks>
/// Layout: <c>[ stamp : 63 | precise : 1 ]</c>. The precise bit says which stamp of <see cref="MonotonicClock"/> is
/// stored: the coarse or the precise one.
/// </remarks>
internal readonly record struct CallStart(long Bits)
{
    /// <summary>
    /// The value for a call that was measured before its settlement and was slow. No clock reaches this stamp.
    /// </summary>
    public static CallStart MeasuredSlow => new(long.MinValue);

    public bool IsMeasured => Bits != 0;

    public bool IsPrecise => (Bits & 1) != 0;

    public long Stamp => Bits >> 1;

    /// <summary>Captures the start of a call.</summary>
    /// <param name="now">The present coarse stamp.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="precise">Whether to read the precise stamp instead.</param>
    public static CallStart Capture(long now, MonotonicClock clock, bool precise)
    {
        var bits = precise ? (clock.PreciseNow << 1) | 1 : now << 1;

        // A coarse stamp of zero must differ from "not measured". One unit more is far below the resolution of the
        // clock.
        return new CallStart(bits == 0 ? 2 : bits);
    }

    /// <summary>Returns the time since the start, never negative.</summary>
    public TimeSpan GetElapsed(MonotonicClock clock) =>
        TimeSpan.FromTicks(Math.Max((IsPrecise ? clock.PreciseNow : clock.Now) - Stamp, 0));
}
