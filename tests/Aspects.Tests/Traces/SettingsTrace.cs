namespace Aspects.Tests;

/// <summary>What is wanted of the trace that tries settings.</summary>
internal static class SettingsTrace
{
    // What is accepted here, in place of an error or of a surprise there, and what it means.
    private static readonly Dictionary<string, string> Accepted = new(StringComparer.Ordinal)
    {
        ["{\"failure_threshold\":0}"] = "no row of failures opens",
        ["{\"timeout_seconds\":0}"] = "no call is given up",
        ["{\"sliding_window_size\":0}"] = "a window of time instead",
        ["{\"error_rate_threshold\":0}"] = "no share of failures opens",
        ["{\"success_threshold\":5,\"half_open_max_calls\":1}"] = "five probes, one after the other",
    };

    public static Task EverySettingIsChecked(TraceFile trace)
    {
        Assert.All(trace.Steps, step =>
        {
            var text = step.Config.GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("");
            var refused = Record.Exception(() => _ = new CircuitBreaker("svc", new TraceSettings(trace.Engine, step.Config).ToOptions()));
            if (Accepted.ContainsKey(text)) Assert.Null(refused);
            else Assert.IsAssignableFrom<ArgumentException>(refused);
        });
        return Task.CompletedTask;
    }
}
