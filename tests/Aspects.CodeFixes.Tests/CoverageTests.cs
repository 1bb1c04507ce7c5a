namespace Aspects.CodeFixes.Tests;

/// <summary>Each diagnostic has a fix, or a reason why none could be written.</summary>
public sealed class CoverageTests
{
    private static readonly Dictionary<string, string> WithoutFix = new(StringComparer.Ordinal)
    {
        ["ASPECT0003"] = "what cannot be proxied is the user's design: each message says what would have to change",
        ["ASPECT0010"] = "an attribute that leads nowhere may be meant for any other interface",
        ["ASPECT0014"] = "which of the members has the right kind of key only their author knows",
        ["ASPECT0018"] = "a parameter more changes every implementation and every caller",
        ["ASPECT0019"] = "where the aspects comes from only the user knows",
        ["ASPECT0021"] = "which of the two methods is to be guarded is the user's design",
        ["ASPECT0022"] = "which of the members was meant only their author knows",
    };

    public static TheoryData<string> Ids => [.. Sources.Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_one_fix_or_a_reason_why_not(string id)
    {
        var fixes = Fix.All.Count(fix => fix.FixableDiagnosticIds.Contains(id));

        Assert.Equal(WithoutFix.ContainsKey(id) ? 0 : 1, fixes);
    }

    [Fact]
    public void Every_reason_is_about_a_diagnostic() =>
        Assert.Empty(WithoutFix.Keys.Except(Sources.Descriptors.Select(static descriptor => descriptor.Id)));

    [Fact]
    public void Every_fix_can_be_applied_to_all_at_once() => Assert.All(Fix.All, static fix => Assert.NotNull(fix.GetFixAllProvider()));
}
