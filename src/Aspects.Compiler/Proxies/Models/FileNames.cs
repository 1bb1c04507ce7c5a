using System.Collections.Immutable;

namespace Aspects.Compiler;

/// <summary>
/// Assigns the names of generated files. Equal names get numbers. Case is ignored, as by the compiler.
/// </summary>
internal readonly record struct FileNames(EquatableArray<FileNames.Numbered> Clashing)
{
    public static FileNames Assign(ImmutableArray<Candidate> candidates) => new(
        candidates
            .GroupBy(static name => name.HintName, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => InOrder(group).Skip(1).Select(static (name, index) => new Numbered(name, index + 2)))
            .OrderBy(static numbered => numbered.Name.HintName, StringComparer.Ordinal)
            .ThenBy(static numbered => numbered.Number)
            .ToEquatableArray());

    /// <summary>Returns the file name of a proxy. The first of equal names, in ordinal order, has no number.</summary>
    public string GetFile(Candidate candidate)
    {
        foreach (var clash in Clashing)
        {
            if (clash.Name == candidate) return FormattableString.Invariant($"{candidate.HintName}.{clash.Number}.Proxy.g.cs");
        }

        return $"{candidate.HintName}.Proxy.g.cs";
    }

    private static IEnumerable<Candidate> InOrder(IEnumerable<Candidate> names) => names
        .OrderBy(static name => name.HintName, StringComparer.Ordinal)
        .ThenBy(static name => name.InterfaceDefinition, StringComparer.Ordinal);

    /// <summary>
    /// The hint name of a proxy, with the interface, because two interfaces may have equal hint names.
    /// </summary>
    /// <remarks>Hint names do not contain aliases and pointers.</remarks>
    internal sealed record Candidate(string HintName, string InterfaceDefinition);

    internal sealed record Numbered(Candidate Name, int Number);
}
