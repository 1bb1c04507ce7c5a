namespace Aspects.Tests;

/// <summary>One step of a random sequence on the breaker and on the reference.</summary>
internal abstract record Operation
{
    /// <summary>A caller tries to enter, and may take a token from the permit.</summary>
    public sealed record Enter(bool TakesToken) : Operation;

    /// <summary>An earlier call tries to enter again, in its own flow.</summary>
    public sealed record EnterInside(int Which) : Operation;

    /// <summary>The slot of a pending probe goes to another call, and then the probe enters again in its own flow.</summary>
    public sealed record OvertakeProbe : Operation;

    /// <summary>The caller of a pending call cancels.</summary>
    public sealed record CancelCaller(int Which) : Operation;

    /// <summary>A pending call ends with an exception.</summary>
    public sealed record Throw(int Which, ModelError Error) : Operation;

    /// <summary>The task of a pending call ends with several exceptions.</summary>
    public sealed record ThrowSeveral(int Which, ModelError[] Errors) : Operation
    {
        public override string ToString() => $"ThrowSeveral {{ Which = {Which}, Errors = [{string.Join(", ", (object[])Errors)}] }}";
    }

    /// <summary>The health probe answers the check that is under way.</summary>
    public sealed record AnswerHealth(HealthAnswer Answer) : Operation;

    /// <summary>The partition evicts the breaker, if the breaker has a key.</summary>
    public sealed record Evict : Operation;

    /// <summary>The breaker is disposed.</summary>
    public sealed record Dispose : Operation;

    /// <summary>A pending call ends.</summary>
    public sealed record Settle(int Which, Ending Ending) : Operation;

    /// <summary>Any earlier call is settled, possibly a second time.</summary>
    public sealed record SettleAgain(int Which, Ending Ending) : Operation;

    /// <summary>A pending call is dropped and never settled.</summary>
    public sealed record Abandon(int Which) : Operation;

    /// <summary>Time passes.</summary>
    public sealed record Wait(long Ticks) : Operation;

    /// <summary>Time passes until one tick before, at or after the end of a break or of a probe lease.</summary>
    public sealed record WaitForEdge(int Which, int TicksFromIt) : Operation;

    /// <summary>The wall clock is set.</summary>
    public sealed record SetWallClock(int Minutes) : Operation;

    /// <summary>The state and the snapshot are read repeatedly.</summary>
    public sealed record Read : Operation;

    /// <summary>The circuit is isolated, released or reset.</summary>
    public sealed record Control(ControlKind Kind) : Operation;

    /// <summary>The circuit is opened by hand for a time.</summary>
    public sealed record Open(TimeSpan Duration) : Operation;

    /// <summary>The settings change.</summary>
    public sealed record Swap(ReferenceSettings Settings) : Operation;
}

/// <summary>A manual control of the circuit.</summary>
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
    FailureAfterCancellation,
    InnerRejection,
    RejectionsInside,
    RejectionAndFailureInside,
    Ignored,
    FailedResult,
    FailureWithRetryAfter,
    Throttled,
    ThrottledForAMoment,
    ThrottledForASecond,
    ThrottledForAnHour,
}

/// <summary>The answer of a health probe.</summary>
internal enum HealthAnswer
{
    Healthy,
    Unhealthy,
    Error,
}
