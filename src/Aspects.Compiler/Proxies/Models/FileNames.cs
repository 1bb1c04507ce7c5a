using System.Collections.Immutable;

namespace Aspects.Compiler;

/// <summary>
/// The names of generated files where hint names are the same, or the same but for case: the compiler would drop everything the
/// generator wrote. The first of them, in ordinal order, keeps its name; the others get a number.
/// </summary>
internal readonly record struct FileNames(EquatableArray<FileNames.Numbered> Clashing)
{
    public static FileNames Assign(ImmutableArray<Wanted> wanted) => new(
        wanted
            .GroupBy(static name => name.HintName, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => InOrder(group).Skip(1).Select(static (name, index) => new Numbered(name, index + 2)))
            .OrderBy(static numbered => numbered.Name.HintName, StringComparer.Ordinal)
            .ThenBy(static numbered => numbered.Number)
            .ToEquatableArray());

    /// <summary>The name of the file of a proxy.</summary>
    public string FileOf(Wanted wanted)
    {
        foreach (var clash in Clashing)
        {
            if (clash.Name == wanted) return FormattableString.Invariant($"{wanted.HintName}.{clash.Number}.Proxy.g.cs");
        }

        return $"{wanted.HintName}.Proxy.g.cs";
    }

    private static IEnumerable<Wanted> InOrder(IEnumerable<Wanted> names) => names
        .OrderBy(static name => name.HintName, StringComparer.Ordinal)
        .ThenBy(static name => name.InterfaceDefinition, StringComparer.Ordinal);

    /// <summary>The hint name that a proxy would have, and what tells it from all others: a hint name has no aliases, and no pointers.</summary>
    internal sealed record Wanted(string HintName, string InterfaceDefinition);

    internal sealed record Numbered(Wanted Name, int Number);
}
