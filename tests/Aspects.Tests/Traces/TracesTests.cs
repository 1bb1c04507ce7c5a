namespace Aspects.Tests;

/// <summary>
/// Recorded runs of the system this library takes over from: what was right there is so here, what was wrong is as it should have
/// been. <c>ASPECTS_TRACES</c> names another folder of traces.
/// </summary>
public sealed class TracesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids { get; } = [.. TraceFile.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_trace_is_reproduced_or_as_it_should_have_been(string id)
    {
        var trace = TraceFile.Load(id);
        var verdict = await Judge(trace);
        output.WriteLine($"{trace.Id}: {trace.Title}: {verdict}");
    }

    [Fact]
    public async Task The_traces_in_sum()
    {
        var verdicts = new List<string>();
        foreach (var id in TraceFile.Ids)
        {
            var trace = TraceFile.Load(id);
            var verdict = await Judge(trace);
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
    public void Nothing_is_wanted_of_a_trace_that_has_no_counterpart() =>
        Assert.Empty(Wanted.Of.Keys.Intersect(NotApplicable.Reasons.Keys));

    private static async Task<string> Judge(TraceFile trace)
    {
        if (NotApplicable.Reasons.TryGetValue(trace.Id, out var reason)) return $"not applicable: {reason}";

        var isKnown = Wanted.Of.TryGetValue(trace.Id, out var wanted);
        Assert.True(isKnown || !trace.IsFault, $"Trace {trace.Id} recorded a fault, and nobody has said what is wanted: {trace.Should}");
        var expectation = wanted ?? TraceExpectation.AsRecorded;
        await (expectation.Instead?.Invoke(trace) ?? TraceRun.Replay(trace, expectation));
        return isKnown ? $"should: {expectation.Gist}" : "reproduced";
    }
}
