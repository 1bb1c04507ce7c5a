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
        // On Windows the linker of Visual Studio is used. This linker is not on the search path.
        Assert.SkipUnless(
            OperatingSystem.IsWindows() || Tool.Exists("clang") || Tool.Exists("gcc"),
            "Native AOT needs a linker, clang or gcc: sudo apt-get install clang");
        var cancellation = TestContext.Current.CancellationToken;

        var executable = await PublishAsync(cancellation);
        var run = await Tool.RunAsync(executable.FullName, [], cancellation);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.Matches("^auth: Closed -> Open -> HalfOpen -> Closed, [0-9]+ calls, [0-9]+ rejected$", run.Output[^1]);
        output.WriteLine(FormatInvariant($"run in {run.Duration.TotalSeconds:0.0} s: {run.Output[^1]}"));
    }

    private async Task<FileInfo> PublishAsync(CancellationToken cancellationToken)
    {
        var published = Path.Combine(_folder.FullName, "published");
        var publish = await Tool.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(FindRepository(), "samples", "Quickstart"),
                "--configuration", "Release",
                "--output", published,

                // Uses its own folder for intermediate files, so that it does not disturb other builds of these
                // projects.
                "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"),
                "--tl:off", "--disable-build-servers",
            ],
            cancellationToken);

        Assert.True(publish.ExitCode == 0, publish.ToString());
        Assert.DoesNotContain(
            publish.Output.Concat(publish.Errors), static line => line.Contains(": warning", StringComparison.Ordinal));
        var executable = new FileInfo(Path.Combine(published, OperatingSystem.IsWindows() ? "Quickstart.exe" : "Quickstart"));
        Assert.True(executable.Exists, publish.ToString());
        Assert.False(File.Exists(Path.Combine(published, "Quickstart.dll")), "The published program is not native: it contains Quickstart.dll.");
        output.WriteLine(
            FormatInvariant($"published in {publish.Duration.TotalSeconds:0.0} s: {executable.Length / 1_048_576.0:0.0} MiB"));
        return executable;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspects.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests contains Aspects.sln.");
        }

        return folder.FullName;
    }

    private static string FormatInvariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
