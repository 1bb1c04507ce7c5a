namespace Aspects;

/// <summary>
/// When a call began, by which of the two clocks: <c>[ stamp : 63 | precise : 1 ]</c>. Zero where nobody measures.
/// </summary>
internal readonly record struct CallStart(long Bits)
{
    public bool IsMeasured => Bits != 0;

    public bool IsPrecise => (Bits & 1) != 0;

    public long Stamp => Bits >> 1;

    public static CallStart Now(MonotonicClock clock, bool precise)
    {
        var bits = precise ? (clock.PreciseNow << 1) | 1 : clock.Now << 1;

        // A coarse clock that stands at zero must not look as if nobody measured; one unit is far below its step.
        return new CallStart(bits == 0 ? 2 : bits);
    }

    public TimeSpan Elapsed(MonotonicClock clock) =>
        TimeSpan.FromTicks(Math.Max((IsPrecise ? clock.PreciseNow : clock.Now) - Stamp, 0));
}
