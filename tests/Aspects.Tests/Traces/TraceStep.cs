using System.Text.Json;

namespace Aspects.Tests;

/// <summary>One step of a trace.</summary>
internal sealed class TraceStep(JsonElement step)
{
    public string Op { get; } = step.GetProperty("op").GetString()!;

    /// <summary>The end of the step in seconds of the virtual clock.</summary>
    public double Time { get; } = step.GetProperty("t").GetDouble();

    public string? State { get; } = TextOf(step, "state");

    public string? Outcome { get; } = TextOf(step, "outcome");

    /// <summary>The name of the exception type in the original.</summary>
    public string? Error { get; } = TextOf(step, "error");

    public string? Id { get; } = TextOf(step, "id");

    /// <summary>The breaker; most traces have one.</summary>
    public string Breaker { get; } = TextOf(step, "name") ?? "svc";

    public string? Status { get; } = TextOf(step, "status");

    public bool IsRejected { get; } = step.TryGetProperty("rejected", out var rejected) && rejected.GetBoolean();

    /// <summary>The duration of the call without a timeout, in seconds.</summary>
    public double? Duration { get; } = step.TryGetProperty("duration", out var duration) ? duration.GetDouble() : null;

    public JsonElement Config { get; } = step.TryGetProperty("config", out var config) ? config : default;

    public JsonElement Returned { get; } = step.TryGetProperty("returned", out var returned) ? returned : default;

    private static string? TextOf(JsonElement step, string property) =>
        step.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
