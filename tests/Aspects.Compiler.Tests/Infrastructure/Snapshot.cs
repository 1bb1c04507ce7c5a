#if !USE_VERIFY
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

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
            static source => $"//HintName: {source.HintName}\n{SnapshotFiles.WithoutVersion(source.SourceText.ToString())}");
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

    /// <summary>The lines that differ, with a few of those they have in common around them.</summary>
    private static string Difference(string[] verified, string[] written)
    {
        var lines = Diff(verified, written).ToList();
        var isShown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Mark == ' ') continue;
            var from = Math.Max(0, i - ContextLines);
            isShown.AsSpan(from, Math.Min(lines.Count, i + ContextLines + 1) - from).Fill(true);
        }

        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (isShown[i]) text.Append(lines[i].Mark).Append(' ').Append(lines[i].Text).Append('\n');
            else if (i > 0 && isShown[i - 1]) text.Append("…\n");
        }

        return text.ToString();
    }

    // The longest common subsequence, from the end, so that it can be read from the beginning.
    private static IEnumerable<(char Mark, string Text)> Diff(string[] verified, string[] written)
    {
        var common = new int[verified.Length + 1, written.Length + 1];
        for (var i = verified.Length - 1; i >= 0; i--)
        {
            for (var j = written.Length - 1; j >= 0; j--)
            {
                common[i, j] = verified[i] == written[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < verified.Length || j < written.Length;)
        {
            if (i < verified.Length && j < written.Length && verified[i] == written[j])
            {
                yield return (' ', verified[i++]);
                j++;
            }
            else if (j == written.Length || (i < verified.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return ('-', verified[i++]);
            }
            else
            {
                yield return ('+', written[j++]);
            }
        }
    }
}
#endif
