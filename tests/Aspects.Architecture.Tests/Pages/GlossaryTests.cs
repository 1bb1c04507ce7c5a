namespace Aspects.Architecture.Tests;

/// <summary>The glossary is in order, and the code has what the glossary names.</summary>
public sealed class GlossaryTests
{
    private static readonly IReadOnlyList<string[]> Rows = new Page("docs/glossary.md").ReadTable("term");

    [Fact]
    public void Terms_are_in_alphabetical_order()
    {
        var terms = Rows.Select(static row => row[0]).ToList();

        Assert.Equal(terms.Distinct().Order(StringComparer.OrdinalIgnoreCase), terms);
    }

    [Fact]
    public void Each_meaning_is_one_line_without_a_full_stop() =>
        Assert.All(Rows, static row => Assert.Matches(@"^[^A-Z].{5,130}[^.]$", row[1]));

    [Fact]
    public void Each_type_and_member_exists() =>
        Assert.All(Rows.SelectMany(static row => Page.FindCode(row[2])), static name => Assert.Contains(name, SourceProject.AllNames));
}
