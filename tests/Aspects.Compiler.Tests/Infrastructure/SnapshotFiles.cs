using System.Reflection;
using System.Text.RegularExpressions;

namespace Aspects.Compiler.Tests;

/// <summary>The folder of the snapshots, and what they leave out.</summary>
internal static partial class SnapshotFiles
{
    public static string Folder { get; } = typeof(SnapshotFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "SnapshotDirectory").Value!;

    /// <summary>Generated code without the version of the generator, which changes with every release.</summary>
    public static string WithoutVersion(string code) => Version().Replace(code, "{version}");

    [GeneratedRegex("""(?<=GeneratedCode\("Aspects", ")[^"]+""")]
    private static partial Regex Version();
}
