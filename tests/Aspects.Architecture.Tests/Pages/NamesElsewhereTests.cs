namespace Aspects.Architecture.Tests;

/// <summary>The page about the names of other libraries names members that exist.</summary>
public sealed class NamesElsewhereTests
{
    private static readonly Page Page = new("docs/names-elsewhere.md");

    public static TheoryData<string> Libraries => ["Polly 8", "Resilience4j", "Hystrix", "gobreaker", "MicroProfile"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Each_member_exists(string library)
    {
        var names = Page.ReadTable(library).SelectMany(static row => Page.FindCode(row[1])).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, static name => Assert.Contains(name, SourceProject.PublicNames));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Each_row_has_a_name_here_or_says_what_differs(string library) =>
        Assert.All(Page.ReadTable(library), static row => Assert.True(row.Length == 3 && row[0].Length > 0 && (row[1].Length > 0 || row[2].Length > 0)));

    [Fact]
    public void A_member_of_the_options_in_another_column_exists() => Assert.All(
        Page.FindCode(Page.Text).Where(static code => code.StartsWith("CircuitBreakerOptions.", StringComparison.Ordinal)),
        static name => Assert.Contains(name, SourceProject.PublicNames));
}
