using System.Collections.Immutable;

namespace Aspects.Generator.Models;

/// <summary>
/// The names of generated files where hint names are the same but for case: the compiler would drop everything the generator
/// wrote. The first of them, in ordinal order, keeps its name; the others get a number.
/// </summary>
internal readonly record struct FileNames(EquatableArray<FileNames.Numbered> Clashing)
{
    public static FileNames Of(ImmutableArray<string> hintNames) => new(
        hintNames
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group.OrderBy(static name => name, StringComparer.Ordinal).Skip(1).Select(
                static (name, index) => new Numbered(name, index + 2)))
            .OrderBy(static numbered => numbered.HintName, StringComparer.Ordinal)
            .ToEquatableArray());

    /// <summary>The name of the file of the proxy with that hint name.</summary>
    public string FileOf(string hintName)
    {
        foreach (var clash in Clashing)
        {
            if (clash.HintName == hintName) return FormattableString.Invariant($"{hintName}.{clash.Number}.CircuitBreaker.g.cs");
        }

        return $"{hintName}.CircuitBreaker.g.cs";
    }

    internal sealed record Numbered(string HintName, int Number);
}
