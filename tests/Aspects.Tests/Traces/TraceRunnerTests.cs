using System.Text.Json;

namespace Aspects.Tests;

/// <summary>The runner of the traces: its verdicts and its steps.</summary>
public sealed class TraceRunnerTests
{
    [Fact]
    public async Task An_unknown_step_fails_and_is_named_with_its_trace_and_place()
    {
        var trace = CreateTrace("X1", steps: """{ "op": "call_ok", "t": 0, "state": "closed" }, { "op": "teleport", "t": 2.5, "state": "closed" }""");

        var verdict = await TraceRunner.JudgeAsync(trace, expected: null);

        Assert.Equal(TraceVerdictKind.Failed, verdict.Kind);
        Assert.Contains("Trace X1, step 2 (teleport at 2.5 s): the step 'teleport' has no counterpart", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_step_fails_also_in_a_trace_of_a_bug()
    {
        var trace = CreateTrace("X1", steps: """{ "op": "teleport", "t": 0, "state": "closed" }""", bug: "Never teleport.");

        Assert.Equal(TraceVerdictKind.Failed, (await TraceRunner.JudgeAsync(trace, expected: null)).Kind);
    }

    [Fact]
    public async Task A_recorded_state_that_differs_fails_and_names_the_step()
    {
        var trace = CreateTrace("X2", steps: """{ "op": "call_fail", "t": 0, "state": "open" }""");

        var verdict = await TraceRunner.JudgeAsync(trace, expected: null);

        Assert.Equal(TraceVerdictKind.Failed, verdict.Kind);
        Assert.Contains("trace X2, step 1 (call_fail at 0 s): the state is closed, but the trace expects 'open'", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("closed!")]
    [InlineData("closed closed")]
    public async Task A_wrong_expectation_fails(string steps)
    {
        var trace = CreateTrace("X3", steps: """{ "op": "call_fail", "t": 0, "state": "closed" }""", bug: "Stay closed.");

        var verdict = await TraceRunner.JudgeAsync(trace, new TraceExpectation("stays closed", steps));

        Assert.Equal(TraceVerdictKind.Failed, verdict.Kind);
    }

    [Fact]
    public async Task An_expectation_whose_last_assertion_is_wrong_fails()
    {
        var trace = CreateTrace("X3", steps: """{ "op": "call_fail", "t": 0, "state": "closed" }""", bug: "Stay closed.");

        var verdict = await TraceRunner.JudgeAsync(trace, new TraceExpectation("counts two", "closed")
        {
            Finally = static run => Assert.Equal(2, run.Snapshot.Failed),
        });

        Assert.Equal(TraceVerdictKind.Failed, verdict.Kind);
    }

    [Theory]
    [InlineData("closed", "the breaker does what was recorded")]
    [InlineData("open", "other than recorded: step 1 (call_fail at 0 s): the state is closed")]
    public async Task A_bug_without_an_expectation_is_to_be_judged(string recorded, string found)
    {
        var trace = CreateTrace("X4", steps: $$"""{ "op": "call_fail", "t": 0, "state": "{{recorded}}" }""", bug: "Count it.");

        var verdict = await TraceRunner.JudgeAsync(trace, expected: null);

        Assert.Equal(TraceVerdictKind.ToBeJudged, verdict.Kind);
        Assert.StartsWith($"should: Count it. ({found}", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_under_a_setting_without_a_translation_is_to_be_judged()
    {
        var trace = CreateTrace("X5", config: """{ "phase_of_the_moon": 3 }""", steps: """{ "op": "call_fail", "t": 0, "state": "open" }""");

        var verdict = await TraceRunner.JudgeAsync(trace, expected: null);

        Assert.Equal(TraceVerdictKind.ToBeJudged, verdict.Kind);
        Assert.Contains("phase_of_the_moon", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sum_counts_each_verdict()
    {
        const string Failing = """{ "op": "call_fail", "t": 0, "state": "closed" }""";
        var lines = new List<string>();

        var verdicts = await TraceRunner.JudgeAllAsync(
            [
                CreateTrace("X1", steps: Failing),
                CreateTrace("X2", steps: Failing),
                CreateTrace("X3", steps: """{ "op": "call_fail", "t": 0, "state": "open" }"""),
                CreateTrace("X4", steps: Failing, bug: "Count it."),
                CreateTrace(InapplicableTraces.Reasons.Keys.First(), steps: Failing),
            ],
            lines.Add);

        Assert.Equal(5, verdicts.Count);
        Assert.Equal("traces: 2 passed, 1 failed, 1 to be judged, 1 not applicable", lines[^1]);
        Assert.Equal(6, lines.Count);
    }

    [Fact]
    public async Task A_call_that_its_caller_cancels_is_ignored_and_returns_its_permit()
    {
        var trace = CreateTrace(
            "X6",
            config: """{ "failure_threshold": 1, "recovery_timeout": 10, "success_threshold": 1 }""",
            steps: """
            { "op": "call_cancel", "t": 3, "outcome": "cancelled", "state": "closed" },
            { "op": "call_fail", "t": 3, "state": "open" },
            { "op": "call_cancel", "t": 3, "outcome": "rejected", "rejected": true, "state": "open" },
            { "op": "advance", "t": 13, "state": "half_open" },
            { "op": "call_cancel", "t": 14, "outcome": "cancelled", "state": "half_open" },
            { "op": "call_start", "id": "a", "t": 14, "state": "half_open" },
            { "op": "call_cancel", "t": 14, "outcome": "rejected", "rejected": true, "state": "half_open" },
            { "op": "call_finish", "id": "a", "t": 15, "outcome": "cancelled", "state": "half_open" },
            { "op": "call_ok", "t": 15, "state": "closed" }
            """);

        var verdict = await TraceRunner.JudgeAsync(trace, new TraceExpectation("cancelled calls are neutral")
        {
            Finally = static run => Assert.Equal((3L, 1L, 1L), (run.Snapshot.Ignored, run.Snapshot.Failed, run.Snapshot.Succeeded)),
        });

        Assert.Equal("passed: should: cancelled calls are neutral", verdict.ToString());
    }

    [Fact]
    public async Task Test_requests_set_the_probes_and_the_successes_that_close_the_circuit()
    {
        var trace = CreateTrace(
            "X7",
            engine: "mesh",
            config: """{ "failure_threshold": 1, "recovery_timeout": 60, "test_requests": 3 }""",
            steps: """
            { "op": "call_fail", "t": 0, "state": "open" },
            { "op": "advance", "t": 60, "state": "half_open" },
            { "op": "call_start", "id": "a", "t": 60, "state": "half_open" },
            { "op": "call_start", "id": "b", "t": 60, "state": "half_open" },
            { "op": "call_start", "id": "c", "t": 60, "state": "half_open" },
            { "op": "call_ok", "t": 60, "rejected": true, "state": "half_open" },
            { "op": "call_finish", "id": "a", "t": 60, "outcome": "ok", "state": "half_open" },
            { "op": "call_finish", "id": "b", "t": 60, "outcome": "ok", "state": "half_open" },
            { "op": "call_finish", "id": "c", "t": 60, "outcome": "ok", "state": "closed" }
            """);

        Assert.Equal("passed: reproduced", (await TraceRunner.JudgeAsync(trace, expected: null)).ToString());
    }

    [Fact]
    public async Task The_engine_clients_has_its_own_names_and_defaults()
    {
        var trace = CreateTrace(
            "X8",
            engine: "clients",
            config: """{ "timeout": 10, "call_timeout": 3, "failure_rate_threshold": 0.8, "min_calls_in_window": 3 }""",
            steps: """
            { "op": "call_ok", "t": 0, "state": "closed" },
            { "op": "call_ok", "duration": 9, "outcome": "timeout", "t": 3, "state": "closed" },
            { "op": "call_fail", "t": 3, "state": "closed" },
            { "op": "call_fail", "t": 3, "state": "closed" },
            { "op": "call_fail", "t": 3, "state": "open" },
            { "op": "advance", "t": 12.9, "state": "open" },
            { "op": "call_ok", "t": 12.9, "rejected": true, "state": "open" },
            { "op": "advance", "t": 13, "state": "half_open" },
            { "op": "call_ok", "t": 13, "state": "half_open" },
            { "op": "call_ok", "t": 13, "state": "closed" }
            """);

        var verdict = await TraceRunner.JudgeAsync(trace, new TraceExpectation("the failed share of four in five opens")
        {
            Finally = static run => Assert.Equal((1L, 1), (run.Snapshot.TimedOut, run.Snapshot.TimesOpened)),
        });

        Assert.Equal("passed: should: the failed share of four in five opens", verdict.ToString());
    }

    [Fact]
    public async Task The_engine_clients_opens_at_its_default_number_of_failures()
    {
        const string Failure = """{ "op": "call_fail", "t": 0, "state": "closed" }""";
        var trace = CreateTrace(
            "X9", engine: "clients", steps: $$"""{{Failure}}, {{Failure}}, {{Failure}}, {{Failure}}, { "op": "call_fail", "t": 0, "state": "open" }""");

        Assert.Equal("passed: reproduced", (await TraceRunner.JudgeAsync(trace, expected: null)).ToString());
    }

    private static TraceFile CreateTrace(string id, string steps, string engine = "final", string config = "null", string? bug = null)
    {
        var marks = bug is null ? "" : $$""" "upstream_bug": "a bug", "should": "{{bug}}", """;
        return new TraceFile(id, JsonElement.Parse(
            $$"""{ "title": "a test", "engine": "{{engine}}", {{marks}} "config": {{config}}, "steps": [{{steps}}] }"""));
    }
}
