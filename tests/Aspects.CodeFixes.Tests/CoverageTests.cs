namespace Aspects.CodeFixes.Tests;

/// <summary>Each diagnostic has one code fix, or its page gives the reason for having none.</summary>
public sealed class CoverageTests
{
    public static TheoryData<string> Ids => [.. Sources.Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_one_fix_unless_its_page_gives_a_reason(string id)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", $"{id}.md")).ReplaceLineEndings("\n");
        var hasReason = page.Contains("\n## Code fix\n\nNone: ", StringComparison.Ordinal);

        Assert.Equal(hasReason ? 0 : 1, Fix.All.Count(fix => fix.FixableDiagnosticIds.Contains(id)));
    }

    [Fact]
    public void Every_fix_can_be_applied_to_all_at_once() => Assert.All(Fix.All, static fix => Assert.NotNull(fix.GetFixAllProvider()));
}
