namespace Aspects.Tests;

/// <summary>What the playback of one trace shows.</summary>
/// <param name="Kind">Whether the trace passed, failed, or needs a person.</param>
/// <param name="Reason">The reason, for a report.</param>
internal sealed record TraceVerdict(TraceVerdictKind Kind, string Reason)
{
    public override string ToString() => $"{Kind switch
    {
        TraceVerdictKind.Passed => "passed",
        TraceVerdictKind.Failed => "FAILED",
        TraceVerdictKind.ToBeJudged => "to be judged",
        _ => "not applicable",
    }}: {Reason}";
}

/// <summary>The kinds of <see cref="TraceVerdict"/>.</summary>
internal enum TraceVerdictKind
{
    /// <summary>The breaker does what was recorded, or what the translated expectation says.</summary>
    Passed,

    /// <summary>The breaker does something else, or the trace has a step without a counterpart.</summary>
    Failed,

    /// <summary>The trace recorded a bug, or has a setting, that has no translation yet.</summary>
    ToBeJudged,

    /// <summary>This runtime changes the recorded behavior on purpose.</summary>
    NotApplicable,
}
