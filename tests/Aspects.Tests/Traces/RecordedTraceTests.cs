namespace Aspects.Tests;

/// <summary>
/// Recorded runs of the system that this library replaces. Correct behavior is reproduced, bugs are replaced by the
/// expected behavior. <c>ASPECTS_TRACES</c> sets another folder of traces. There a bug without a translated expectation is
/// reported as "to be judged", and fails no test.
/// </summary>
public sealed class RecordedTraceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids { get; } = [.. TraceFile.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_trace_is_reproduced_or_has_the_expected_behavior(string id)
    {
        var verdict = await TraceRunner.JudgeAsync(TraceFile.Load(id));

        output.WriteLine($"{id}: {verdict}");
        Assert.False(verdict.Kind == TraceVerdictKind.Failed, verdict.Reason);
        Assert.False(
            verdict.Kind == TraceVerdictKind.ToBeJudged && TraceFile.AreOwn,
            $"Trace {id} has no expectation. Add one to ExpectedTraces: {verdict.Reason}");
    }

    [Fact]
    public async Task Every_trace_has_a_verdict()
    {
        var verdicts = await TraceRunner.JudgeAllAsync(TraceFile.Ids.Select(TraceFile.Load), Write);

        Assert.Equal(TraceFile.Ids.Count, verdicts.Count);

        void Write(string line)
        {
            output.WriteLine(line);
            TestContext.Current.SendDiagnosticMessage(line);
        }
    }

    [Fact]
    public void An_inapplicable_trace_has_no_expectation() =>
        Assert.Empty(ExpectedTraces.ById.Keys.Intersect(InapplicableTraces.Reasons.Keys));
}
