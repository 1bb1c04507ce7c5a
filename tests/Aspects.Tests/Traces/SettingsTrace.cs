namespace Aspects.Tests;

/// <summary>The expectation of the trace that tests settings.</summary>
internal static class SettingsTrace
{
    // The settings that are accepted here, with their meaning. The original fails or behaves unexpectedly with them.
    private static readonly Dictionary<string, string> Accepted = new(StringComparer.Ordinal)
    {
        ["{\"failure_threshold\":0}"] = "consecutive failures do not open the circuit",
        ["{\"timeout_seconds\":0}"] = "no call times out",
        ["{\"sliding_window_size\":0}"] = "a time window instead",
        ["{\"error_rate_threshold\":0}"] = "no failure ratio opens the circuit",
        ["{\"success_threshold\":5,\"half_open_max_calls\":1}"] = "five probes, one after another",
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
