using System.Collections.Immutable;

namespace Aspects.Compiler;

/// <summary>
/// Assigns the names of generated files. Names that are equal but for case get numbers, because the compiler rejects
/// equal names.
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

    /// <summary>The name of the file of a proxy; the first of equal names, in ordinal order, has no number.</summary>
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
    /// The hint name of a proxy, and its interface: hint names leave out aliases and pointers, so that two may be
    /// equal.
    /// </summary>
    internal sealed record Candidate(string HintName, string InterfaceDefinition);

    internal sealed record Numbered(Candidate Name, int Number);
}
