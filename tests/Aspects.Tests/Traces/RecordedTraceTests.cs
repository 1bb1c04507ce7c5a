namespace Aspects.Tests;

/// <summary>
/// Recorded runs of the system that this library replaces. Correct behavior is reproduced, bugs are replaced by the
/// expected behavior. <c>ASPECTS_TRACES</c> sets another folder of traces.
/// </summary>
public sealed class RecordedTraceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids { get; } = [.. TraceFile.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_trace_is_reproduced_or_has_the_expected_behavior(string id)
    {
        var trace = TraceFile.Load(id);
        var verdict = await GetVerdict(trace);
        output.WriteLine($"{trace.Id}: {trace.Title}: {verdict}");
    }

    [Fact]
    public async Task Every_trace_has_a_verdict()
    {
        var verdicts = new List<string>();
        foreach (var id in TraceFile.Ids)
        {
            var trace = TraceFile.Load(id);
            var verdict = await GetVerdict(trace);
            verdicts.Add(verdict.Split(':')[0]);
            output.WriteLine($"{trace.Id,-4} {verdict}");
        }

        var summary = $"traces: {Count("reproduced")} reproduced, {Count("should")} should, {Count("not applicable")} not applicable";
        output.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage(summary);
        Assert.Equal(TraceFile.Ids.Count, verdicts.Count);

        int Count(string kind) => verdicts.Count(verdict => verdict == kind);
    }

    [Fact]
    public void An_inapplicable_trace_has_no_expectation() =>
        Assert.Empty(ExpectedTraces.ById.Keys.Intersect(InapplicableTraces.Reasons.Keys));

    private static async Task<string> GetVerdict(TraceFile trace)
    {
        if (InapplicableTraces.Reasons.TryGetValue(trace.Id, out var reason)) return $"not applicable: {reason}";

        var isKnown = ExpectedTraces.ById.TryGetValue(trace.Id, out var expected);
        Assert.True(isKnown || !trace.IsBug, $"Trace {trace.Id} recorded a bug and has no expectation. Add one to ExpectedTraces: {trace.Should}");
        var expectation = expected ?? TraceExpectation.AsRecorded;
        await (expectation.Instead?.Invoke(trace) ?? TraceRun.Replay(trace, expectation));
        return isKnown ? $"should: {expectation.Gist}" : "reproduced";
    }
}
