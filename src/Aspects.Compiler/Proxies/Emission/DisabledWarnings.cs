namespace Aspects.Compiler;

/// <summary>Writes the pragmas of a generated file, each with the reason why its warnings are disabled.</summary>
internal static class DisabledWarnings
{
    private static readonly (string Reason, string[] Ids)[] Known =
    [
        ("Obsolete members are forwarded like all others.", ["CS0612", "CS0618"]),
        ("The module initializer only adds proxies to a table.", ["CA2255"]),
        ("The name of the class is made from the name of the assembly.", ["CS3008"]),
        ("A public extension may use types that are not CLS-compliant.", ["CS3001", "CS3002", "CS3024"]),
        ("A forwarded type makes references in documentation ambiguous.", ["CS0419"]),
        ("The interface inherits another one twice, with different nullability.", ["CS8645"]),
        ("Type parameters keep the names that the interface gives them.", ["CS8981"]),
        (
            "The inner instance keeps what the attributes of the interface promise; the compiler cannot see that.",
            ["CS8601", "CS8604", "CS8607", "CS8619", "CS8763", "CS8777"]),
    ];

    private const string ReasonForOthers = "The interface uses types or members with these ids.";

    /// <summary>Writes the pragmas. Warnings with the same reason share a line.</summary>
    public static IEnumerable<string> Explain(IEnumerable<string> ids)
    {
        var disabled = ids.Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToList();
        foreach (var (reason, known) in Known)
        {
            var explained = disabled.FindAll(id => known.Contains(id));
            if (explained.Count > 0) yield return Disable(explained, reason);
        }

        var others = disabled.FindAll(static id => !Known.Any(group => group.Ids.Contains(id)));
        if (others.Count > 0) yield return Disable(others, ReasonForOthers);
    }

    private static string Disable(List<string> ids, string reason) =>
        $"#pragma warning disable {string.Join(", ", ids)} // {reason}";
}
