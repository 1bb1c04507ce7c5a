#if !USE_VERIFY
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Tests;

/// <summary>
/// Compares what a generator wrote with the verified files beside the test, in the layout of Verify.SourceGenerators:
/// <c>Class.Method#HintName.verified.cs</c>. ASPECTS_ACCEPT_SNAPSHOTS=1 makes what was written the verified text.
/// </summary>
internal static class Snapshot
{
    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";
    private const int ContextLines = 3;

    private static readonly UTF8Encoding Utf8WithBom = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static bool Accepts => Environment.GetEnvironmentVariable("ASPECTS_ACCEPT_SNAPSHOTS") == "1";

    public static Task Matches(GeneratorDriver driver, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var test = $"{Path.GetFileNameWithoutExtension(file)}.{method}#";
        var written = driver.GetRunResult().Results.SelectMany(static result => result.GeneratedSources).ToDictionary(
            source => test + Path.GetFileNameWithoutExtension(source.HintName),
            static source => $"//HintName: {source.HintName}\n{source.SourceText}");
        var known = Directory.GetFiles(SnapshotFiles.Folder, test + "*" + Verified)
            .Select(static path => Path.GetFileName(path)[..^Verified.Length]);

        var complaints = written.Keys.Union(known).Order(StringComparer.Ordinal)
            .Select(name => Compare(Path.Combine(SnapshotFiles.Folder, name), written.GetValueOrDefault(name)))
            .Where(static complaint => complaint is not null)
            .ToList();
        Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
        return Task.CompletedTask;
    }

    private static string? Compare(string path, string? written)
    {
        File.Delete(path + Received);
        var verified = File.Exists(path + Verified) ? ReadExactly(path + Verified) : null;
        if (written == verified) return null;
        if (Accepts)
        {
            if (written is null) File.Delete(path + Verified);
            else File.WriteAllText(path + Verified, written, Utf8WithBom);
            return null;
        }

        if (written is null) return $"{path}{Verified} is verified, but was not written.";
        File.WriteAllText(path + Received, written, Utf8WithBom);
        return verified is null
            ? $"{path}{Received} was written, and nothing is verified."
            : $"{path}{Received} differs from what is verified:\n{Difference(verified.Split('\n'), written.Split('\n'))}";
    }

    // Every byte but the mark at the beginning is part of the comparison.
    private static string ReadExactly(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var mark = Utf8WithBom.Preamble;
        return Utf8WithBom.GetString(bytes.AsSpan().StartsWith(mark) ? bytes.AsSpan(mark.Length) : bytes);
    }

    /// <summary>The lines from the first that differs to the last, with a few around them.</summary>
    private static string Difference(string[] verified, string[] written)
    {
        var shorter = Math.Min(verified.Length, written.Length);
        var before = 0;
        while (before < shorter && verified[before] == written[before]) before++;
        var after = 0;
        while (after < shorter - before && verified[^(after + 1)] == written[^(after + 1)]) after++;

        var from = Math.Max(0, before - ContextLines);
        var lines = verified[from..before].Select(static line => "  " + line)
            .Concat(verified[before..^after].Select(static line => "- " + line))
            .Concat(written[before..^after].Select(static line => "+ " + line))
            .Concat(written[^after..].Take(ContextLines).Select(static line => "  " + line));
        return string.Join('\n', lines.Prepend($"@@ line {before + 1} @@"));
    }
}
#endif
