using System.Text.Json;

namespace Aspects.Architecture.Tests;

/// <summary>The instruction counts in the README are those of the committed <c>instructions.json</c>.</summary>
public sealed class InstructionTableTests
{
    private static readonly string[] Forms = ["sync", "Task", "ValueTask"];

    private readonly JsonElement _cases =
        JsonDocument.Parse(Repository.Read("tests/Aspects.Instructions/instructions.json")).RootElement.GetProperty("cases");

    [Theory]
    [InlineData("direct call", "direct")]
    [InlineData("hand-written decorator", "hand-written decorator")]
    [InlineData("consecutive failures only", "consecutive failures")]
    [InlineData("default settings", "default options")]
    [InlineData("count window", "count window")]
    [InlineData("slow calls watched, limit 5 s", "slow calls of 5 s")]
    [InlineData("slow calls watched, limit 50 ms", "slow calls of 50 ms")]
    [InlineData("window, slow calls, percentiles, classifier, result rule, listener", "everything")]
    [InlineData("Polly.Core, one circuit breaker", "Polly")]
    public void A_row_of_the_readme_has_the_committed_numbers(string row, string name)
    {
        var cells = Forms.Select(form => _cases.TryGetProperty($"{name}, {form}", out var cost) ? cost.GetProperty("instructions").ToString() : "");

        Assert.Contains($"\n| {row} | {string.Join(" | ", cells)} |\n".Replace("|  |", "| |", StringComparison.Ordinal), Repository.Read("README.md"), StringComparison.Ordinal);
    }
}
