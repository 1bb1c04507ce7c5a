namespace Aspects;

/// <summary>
/// When a call began, by which of the two clocks: <c>[ stamp : 63 | precise : 1 ]</c>. Zero where nobody measures.
/// </summary>
internal readonly record struct CallStart(long Bits)
{
    /// <summary>Of a call that has been measured before it is settled, and was slow. No clock gets there.</summary>
    public static CallStart MeasuredSlow => new(long.MinValue);

    public bool IsMeasured => Bits != 0;

    public bool IsPrecise => (Bits & 1) != 0;

    public long Stamp => Bits >> 1;

    /// <param name="now">The present stamp of the coarse clock.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="precise">Whether to use its fine stamps instead.</param>
    public static CallStart Capture(long now, MonotonicClock clock, bool precise)
    {
        var bits = precise ? (clock.PreciseNow << 1) | 1 : now << 1;

        // A coarse clock that stands at zero must not look as if nobody measured; one unit is far below its step.
        return new CallStart(bits == 0 ? 2 : bits);
    }

    /// <param name="now">The present stamp of the coarse clock.</param>
    /// <param name="clock">The clock.</param>
    public TimeSpan GetElapsed(long now, MonotonicClock clock) =>
        TimeSpan.FromTicks(Math.Max((IsPrecise ? clock.PreciseNow : now) - Stamp, 0));
}
