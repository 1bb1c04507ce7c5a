namespace Aspects.Tests;

/// <summary>Plays traces back, and gives each a verdict.</summary>
internal static class TraceRunner
{
    /// <summary>Judges a trace by the expectations that are written for its id.</summary>
    public static Task<TraceVerdict> JudgeAsync(TraceFile trace) =>
        InapplicableTraces.Reasons.TryGetValue(trace.Id, out var reason)
            ? Task.FromResult(new TraceVerdict(TraceVerdictKind.NotApplicable, reason))
            : JudgeAsync(trace, ExpectedTraces.ById.GetValueOrDefault(trace.Id));

    /// <summary>Judges a trace by an expectation. A trace without an expectation is judged by its record.</summary>
    public static async Task<TraceVerdict> JudgeAsync(TraceFile trace, TraceExpectation? expected)
    {
        var difference = await FindDifferenceAsync(trace, expected ?? TraceExpectation.AsRecorded);
        if (difference is NotSupportedException) return new TraceVerdict(TraceVerdictKind.Failed, difference.Message);
        if (expected is null && trace.IsBug)
        {
            var found = difference is null ? "the breaker does what was recorded" : $"other than recorded: {FirstLine(difference)}";
            return new TraceVerdict(TraceVerdictKind.ToBeJudged, $"should: {trace.Should} ({found})");
        }

        var ignored = trace.UntranslatedSettings;
        if (difference is null)
        {
            var note = ignored.Count == 0 ? "" : $" (without the settings {string.Join(", ", ignored)})";
            return new TraceVerdict(TraceVerdictKind.Passed, (expected is null ? "reproduced" : $"should: {expected.Gist}") + note);
        }

        return ignored.Count == 0
            ? new TraceVerdict(TraceVerdictKind.Failed, $"trace {trace.Id}, {difference.Message}")
            : new TraceVerdict(TraceVerdictKind.ToBeJudged, $"the settings {string.Join(", ", ignored)} have no translation ({FirstLine(difference)})");
    }

    /// <summary>Judges all traces, and writes each verdict and the sum.</summary>
    /// <returns>The verdicts, by the id of the trace.</returns>
    public static async Task<IReadOnlyDictionary<string, TraceVerdict>> JudgeAllAsync(IEnumerable<TraceFile> traces, Action<string> write)
    {
        var verdicts = new Dictionary<string, TraceVerdict>(StringComparer.Ordinal);
        foreach (var trace in traces)
        {
            var verdict = await JudgeAsync(trace);
            verdicts.Add(trace.Id, verdict);
            write($"{trace.Id,-4} {verdict}");
        }

        write(
            $"traces: {Count(TraceVerdictKind.Passed)} passed, {Count(TraceVerdictKind.Failed)} failed, "
            + $"{Count(TraceVerdictKind.ToBeJudged)} to be judged, {Count(TraceVerdictKind.NotApplicable)} not applicable");
        return verdicts;

        int Count(TraceVerdictKind kind) => verdicts.Values.Count(verdict => verdict.Kind == kind);
    }

    private static async Task<Exception?> FindDifferenceAsync(TraceFile trace, TraceExpectation expectation)
    {
        try
        {
            await (expectation.Instead?.Invoke(trace) ?? TraceRun.Replay(trace, expectation));
            return null;
        }
#pragma warning disable CA1031 // The verdict contains the exception.
        catch (Exception difference)
#pragma warning restore CA1031
        {
            return difference;
        }
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].TrimEnd();
}
