namespace Aspects.Tests;

/// <summary>One thing that a random sequence does to the breaker and to the reference.</summary>
internal abstract record Operation
{
    /// <summary>A caller asks to enter.</summary>
    public sealed record Enter : Operation;

    /// <summary>One of the calls under way ends.</summary>
    public sealed record Settle(int Which, Ending Ending) : Operation;

    /// <summary>Any call that ever asked is settled, again where it was settled before.</summary>
    public sealed record SettleAgain(int Which, Ending Ending) : Operation;

    /// <summary>One of the calls under way is dropped; nobody ever settles it.</summary>
    public sealed record Abandon(int Which) : Operation;

    /// <summary>Time passes.</summary>
    public sealed record Wait(long Ticks) : Operation;

    /// <summary>Time passes up to just before, at or just after the moment when a break or the time of a probe ends.</summary>
    public sealed record WaitForEdge(int Which, int TicksFromIt) : Operation;

    /// <summary>Somebody sets the wall clock.</summary>
    public sealed record SetWallClock(int Minutes) : Operation;

    /// <summary>State and snapshot are read, more than once.</summary>
    public sealed record Read : Operation;

    /// <summary>Someone isolates, releases or resets the circuit.</summary>
    public sealed record Control(ControlKind Kind) : Operation;

    /// <summary>New settings come into force.</summary>
    public sealed record Swap(ReferenceSettings Settings) : Operation;
}

/// <summary>What someone does to a circuit by hand.</summary>
internal enum ControlKind
{
    Isolate,
    Release,
    Reset,
}

/// <summary>How a call ends.</summary>
internal enum Ending
{
    Success,
    Failure,
    CancelledByCaller,
    CancelledByOther,
    InnerRejection,
    Ignored,
    FailedResult,
    FailureWithRetryAfter,
    Throttled,
    ThrottledForAMoment,
    ThrottledForASecond,
    ThrottledForAnHour,
}
