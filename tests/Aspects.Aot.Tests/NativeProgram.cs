namespace Aspects.Aot.Tests;

/// <summary>A project that is published as a native executable.</summary>
internal static class NativeProgram
{
    /// <summary>The root folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Publishes a project of the repository without a warning.</summary>
    /// <param name="project">The folder of the project, relative to the repository.</param>
    /// <param name="executable">The name of the executable.</param>
    /// <param name="folder">The folder for all files of the build.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The executable, and the time that the build took.</returns>
    public static async Task<(FileInfo Executable, TimeSpan Duration)> PublishAsync(
        string project, string executable, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        // On Windows the linker of Visual Studio is used. This linker is not on the search path.
        Tool.SkipUnless(
            OperatingSystem.IsWindows() || Tool.Exists("clang") || Tool.Exists("gcc"),
            "Native AOT needs a linker, clang or gcc: sudo apt-get install clang");
        var published = Path.Combine(folder.FullName, "published");
        var publish = await Tool.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(Repository, project),
                "--configuration", "Release",
                "--output", published,

                // Uses its own folder for intermediate files, so that it does not disturb other builds of these
                // projects.
                "--artifacts-path", Path.Combine(folder.FullName, "artifacts"),
                "--tl:off", "--disable-build-servers",
            ],
            cancellationToken);

        Assert.True(publish.ExitCode == 0, publish.ToString());
        Assert.DoesNotContain(
            publish.Output.Concat(publish.Errors), static line => line.Contains(": warning", StringComparison.Ordinal));
        var file = new FileInfo(Path.Combine(published, OperatingSystem.IsWindows() ? executable + ".exe" : executable));
        Assert.True(file.Exists, publish.ToString());
        Assert.False(
            File.Exists(Path.Combine(published, executable + ".dll")),
            $"The published program is not native: it contains {executable}.dll.");
        return (file, publish.Duration);
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
}
