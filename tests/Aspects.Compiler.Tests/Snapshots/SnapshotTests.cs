#if !USE_VERIFY
using System.Text;
using Xunit.Sdk;

namespace Aspects.Compiler.Tests;

/// <summary>The comparison itself: what is not as verified fails, and is left beside it to be looked at.</summary>
public sealed class SnapshotTests : IDisposable
{
    private const string Test = "Comparison.Test";
    private const string ProxyFile = Test + "#I.Proxy.g";

    private static readonly Generation Generation = Project.Of("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(); }").Generate();

    public SnapshotTests()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ASPECTS_ACCEPT_SNAPSHOTS") == "1", "Whatever is written is being accepted.");
        foreach (var (hintName, text) in Generation.Files)
        {
            Write($"{Test}#{hintName[..^".cs".Length]}", $"//HintName: {hintName}\n{SnapshotFiles.WithoutVersion(text)}");
        }
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(SnapshotFiles.Folder, Test + "#*")) File.Delete(file);
    }

    [Fact]
    public void What_is_as_verified_passes()
    {
        Compare();

        Assert.Empty(Directory.GetFiles(SnapshotFiles.Folder, Test + "#*.received.cs"));
    }

    [Fact]
    public void What_differs_fails_and_says_where()
    {
        Write(ProxyFile, Read(ProxyFile + ".verified.cs").Replace("_inner.M();", "_inner.N();", StringComparison.Ordinal));

        var thrown = Assert.ThrowsAny<XunitException>(Compare);

        Assert.Contains("-             _inner.N();\n+             _inner.M();\n", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("_inner.M();", Read(ProxyFile + ".received.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_differs_in_its_line_ends_fails()
    {
        Write(ProxyFile, Read(ProxyFile + ".verified.cs").ReplaceLineEndings("\r\n"));

        Assert.ThrowsAny<XunitException>(Compare);
    }

    [Fact]
    public void What_has_never_been_verified_fails()
    {
        File.Delete(Path.Combine(SnapshotFiles.Folder, ProxyFile + ".verified.cs"));

        Assert.Contains("nothing is verified", Assert.ThrowsAny<XunitException>(Compare).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_verified_and_not_written_fails()
    {
        Write(Test + "#Gone.Proxy.g", "//HintName: Gone.Proxy.g.cs\n");

        Assert.Contains("was not written", Assert.ThrowsAny<XunitException>(Compare).Message, StringComparison.Ordinal);
    }

    private static void Compare() =>
        Assert.True(Snapshot.Matches(Generation.Driver, file: "Comparison.cs", method: "Test").IsCompletedSuccessfully);

    private static string Read(string name) => File.ReadAllText(Path.Combine(SnapshotFiles.Folder, name));

    private static void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(SnapshotFiles.Folder, name + ".verified.cs"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
}
#endif
