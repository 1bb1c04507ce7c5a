using System.Reflection;

namespace Aspects.Compiler.Tests;

/// <summary>Where the snapshots are.</summary>
internal static class SnapshotFiles
{
    public static string Folder { get; } = typeof(SnapshotFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "SnapshotDirectory").Value!;
}
