using System.Reflection;

namespace Aspects.Architecture.Tests;

/// <summary>The files of this repository, and the configuration in which it was built.</summary>
internal static class Repository
{
    public static string Root { get; } = ReadMetadata("RepositoryRoot");

    public static string Configuration { get; } = ReadMetadata("Configuration");

    public static string GetPath(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(GetPath(path)).ReplaceLineEndings("\n");

    /// <summary>Finds files below a folder, without build output, as ordered paths relative to that folder.</summary>
    public static IReadOnlyList<string> FindFiles(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(GetPath(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(GetPath(folder), file).Replace('\\', '/'))
            .Where(static file => !file.Split('/').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the folder of a relative path; empty for a file at the root.</summary>
    public static string GetFolder(string file) => file.LastIndexOf('/') is >= 0 and var slash ? file[..slash] : "";

    private static string ReadMetadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
