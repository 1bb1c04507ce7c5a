namespace Aspects.Architecture.Tests;

/// <summary>The tables of the page on the architecture are those of the code.</summary>
public sealed class ArchitecturePageTests
{
    private static readonly Page Architecture = new("docs/architecture.md");

    [Fact]
    public void The_table_of_rooms_has_each_folder_of_src()
    {
        var folders = Repository.FindFiles("src", "*.cs").Select(static file => "src/" + Repository.GetFolder(file)).Distinct();

        var rooms = Architecture.ReadTable("room").Select(static row => row[0].Trim('`'));

        Assert.Equal(folders.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("backoff")]
    [InlineData("breaker for each key")]
    [InlineData("precedence of settings")]
    [InlineData("registry")]
    [InlineData("Retry-After")]
    [InlineData("slow call")]
    [InlineData("timeout of a call")]
    [InlineData("total of successes")]
    public void A_stranger_finds_the_file_of_a_concept(string concept)
    {
        var row = Assert.Single(Architecture.ReadTable("concept"), row => row[0] == concept);

        Assert.Contains(Page.FindCode(row[1]), static code => File.Exists(Repository.GetPath(code)));
    }

    [Fact]
    public void The_table_of_transitions_is_the_transition_function() =>
        Assert.True(
            TransitionTable.Lines.SequenceEqual(Architecture.ReadTableLines("event")),
            $"The table of transitions in {Architecture.Path} must be:\n{string.Join('\n', TransitionTable.Lines)}");
}
