using System.Diagnostics;

namespace Aspects.Aot.Tests;

/// <summary>The output, the errors and the exit code of a program.</summary>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors, TimeSpan Duration)
{
    public override string ToString() =>
        $"exit code {ExitCode}\n{string.Join('\n', Output)}\n{string.Join('\n', Errors)}";
}

internal static class Tool
{
    /// <summary>Runs a program to its end. A cancellation ends the program and its child processes.</summary>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                // The test reads the output, so the output must be the same on every machine.
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["DOTNET_NOLOGO"] = "1",
                ["NO_COLOR"] = "1",
            },
        };

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            var output = ReadLinesAsync(process.StandardOutput, cancellationToken);
            var errors = ReadLinesAsync(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(
                process.ExitCode, await output, await errors, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Returns whether a program with this name is on the search path.</summary>
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>
    /// Skips the test if a tool is missing. With <c>ASPECTS_REQUIRE_TOOLS=1</c> the missing tool is a failure.
    /// </summary>
    public static void SkipUnless(bool isPresent, string reason)
    {
        if (Environment.GetEnvironmentVariable("ASPECTS_REQUIRE_TOOLS") == "1") Assert.True(isPresent, reason);
        else Assert.SkipUnless(isPresent, reason);
    }

    private static async Task<IReadOnlyList<string>> ReadLinesAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
