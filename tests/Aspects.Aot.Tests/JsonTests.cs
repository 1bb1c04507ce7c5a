using System.Text.Json;

namespace Aspects.Aot.Tests;

/// <summary>Publishes a program with a source-generated JSON context as a native executable, and runs it.</summary>
public sealed class JsonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspects-aot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 10 * 60 * 1000)]
    public async Task A_source_generated_context_publishes_without_a_warning_and_writes_everything_that_a_breaker_reports()
    {
        var cancellation = TestContext.Current.CancellationToken;

        var (executable, _) = await NativeProgram.PublishAsync("tests/Aspects.Aot.Tests/Json", "Aspects.Aot.Json", _folder, cancellation);
        var run = await Tool.RunAsync(executable.FullName, [], cancellation);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.DoesNotContain(run.Output, static line => line.Contains(" differs: ", StringComparison.Ordinal));
        Assert.Equal(["Closed", "Open", "HalfOpen", "Isolated"], Read(run, "CircuitSnapshot", "state"));
        Assert.Equal(["Closed", "Open", "HalfOpen", "Isolated"], Read(run, "CircuitSavedState", "state"));
        Assert.Equal(["ConsecutiveFailures", "ConsecutiveFailures", "BreakElapsed", "Isolated"], Read(run, "CircuitTransition", "reason"));
        Assert.Equal(["ConsecutiveFailures", "ConsecutiveFailures"], Read(run, "BreakDurationContext", "reason"));
        Assert.Equal(["Classify", "Classify"], Read(run, "CallbackError", "source"));
        Assert.All(run.Output, static line => Assert.Contains("\"key\":7", line, StringComparison.Ordinal));
        const string Failure = """{"type":"System.IO.IOException","message":"The disk is full."}""";
        Assert.Equal([null, Failure, Failure, null], Read(run, "CircuitSnapshot", "lastFailure"));
        Assert.Equal([Failure, Failure, null, null], Read(run, "CircuitTransition", "failure"));
        Assert.Equal([Failure, Failure], Read(run, "BreakDurationContext", "failure"));
        const string Error = """{"type":"System.InvalidOperationException","message":"The classifier is wrong."}""";
        Assert.Equal([Error, Error], Read(run, "CallbackError", "error"));
    }

    // Returns a property of all values of a type, in the order of the output.
    private static IEnumerable<string?> Read(ToolResult run, string type, string property)
    {
        foreach (var line in run.Output.Where(line => line.StartsWith(type + " ", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line[type.Length..]);
            var value = json.RootElement.GetProperty(property);
            yield return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
    }
}
