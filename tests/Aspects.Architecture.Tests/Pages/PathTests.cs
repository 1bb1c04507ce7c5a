using System.Text.RegularExpressions;

namespace Aspects.Architecture.Tests;

/// <summary>Every file, folder and link that a page names exists.</summary>
public sealed partial class PathTests
{
    public static TheoryData<string> Pages => [.. Page.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_path_in_backticks_exists(string path)
    {
        var paths = Page.FindCode(new Page(path).Text).Where(static code => RepositoryPath().IsMatch(code));

        Assert.All(paths, static named => AssertExists(Repository.GetPath(named)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_link_leads_to_a_file(string path)
    {
        var folder = Repository.GetPath(Path.GetDirectoryName(path)!);

        Assert.All(Link().Matches(new Page(path).Text), link => AssertExists(Path.Combine(folder, link.Groups["target"].Value)));
    }

    private static void AssertExists(string path) => Assert.True(File.Exists(path) || Directory.Exists(path), $"There is no {path}.");

    [GeneratedRegex(@"^(src|tests|docs|samples)/[^\s*…]+$")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
