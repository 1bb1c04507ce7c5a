using System.Globalization;

namespace Aspects.Aot.Tests;

/// <summary>Publishes the Quickstart as a native executable and runs it.</summary>
public sealed class QuickstartTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspects-aot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 10 * 60 * 1000)]
    public async Task The_quickstart_publishes_without_a_warning_and_runs_through_all_states()
    {
        var cancellation = TestContext.Current.CancellationToken;

        var (executable, duration) = await NativeProgram.PublishAsync("samples/Quickstart", "Quickstart", _folder, cancellation);
        output.WriteLine(
            FormatInvariant($"published in {duration.TotalSeconds:0.0} s: {executable.Length / 1_048_576.0:0.0} MiB"));
        var run = await Tool.RunAsync(executable.FullName, [], cancellation);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.Matches("^auth: Closed -> Open -> HalfOpen -> Closed, [0-9]+ calls, [0-9]+ rejected$", run.Output[^1]);
        output.WriteLine(FormatInvariant($"run in {run.Duration.TotalSeconds:0.0} s: {run.Output[^1]}"));
    }

    private static string FormatInvariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
