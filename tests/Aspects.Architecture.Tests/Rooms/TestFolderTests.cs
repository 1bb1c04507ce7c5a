namespace Aspects.Architecture.Tests;

/// <summary>The tests of a room of <c>src/X</c> are in the folder of the same name of <c>tests/X.Tests</c>.</summary>
public sealed class TestFolderTests
{
    // Folders that hold a kind of proof, or what tests share, and no tests of one room.
    private static readonly string[] KindsOfProof = ["Infrastructure", "Model", "Snapshots", "Stress", "Support", "Traces"];

    public static TheoryData<string> Projects =>
        [.. SourceProject.Names.Where(static name => Directory.Exists(Repository.GetPath($"tests/{name}.Tests")))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Each_folder_of_tests_is_a_room_or_a_kind_of_proof(string name)
    {
        var others = FindFolders($"tests/{name}.Tests").Where(folder => !Directory.Exists(Repository.GetPath($"src/{name}/{folder}")));

        Assert.All(others, static folder => Assert.Contains(folder.Split('/')[0], KindsOfProof));
    }

    [Fact]
    public void Each_kind_of_proof_is_used()
    {
        var folders = Projects.SelectMany(static name => FindFolders($"tests/{name.Data}.Tests")).ToHashSet();

        Assert.All(KindsOfProof, kind => Assert.Contains(kind, folders));
    }

    private static IEnumerable<string> FindFolders(string project) =>
        Repository.FindFiles(project, "*.cs").Select(Repository.GetFolder).Distinct().Where(static folder => folder.Length > 0);
}
