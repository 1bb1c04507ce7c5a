using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Chooses the names of parameters in a proxy: their own, unless C# cannot use them.</summary>
internal static class ParameterNames
{
    // These are keywords where generated code uses names of parameters, or might become keywords there.
    // Others, such as file, from and value, are never keywords there.
    private static readonly HashSet<string> ContextualKeywords = new(StringComparer.Ordinal)
    {
        "_", "allows", "and", "async", "await", "dynamic", "extension", "field", "global", "nameof", "not", "or", "partial",
        "record", "required", "scoped", "unmanaged", "var", "when", "with", "yield",
    };

    /// <summary>The name as code, with <c>@</c> if it is a keyword.</summary>
    public static string Write(IParameterSymbol parameter)
    {
        var name = Choose(parameter);
        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || ContextualKeywords.Contains(name) ? "@" + name : name;
    }

    /// <summary>
    /// The parameter's own name, or a new one: other languages allow equal names, and names that are not C#.
    /// </summary>
    public static string Choose(IParameterSymbol parameter)
    {
        var neighbours = MemberSignature.GetParameters(parameter.ContainingSymbol);
        if (IsUsable(parameter, neighbours)) return parameter.Name;

        var name = FormattableString.Invariant($"argument{parameter.Ordinal + 1}");
        while (neighbours.Any(other => other.Name == name)) name += "_";
        return name;
    }

    // The first of several parameters with one name keeps the name.
    private static bool IsUsable(IParameterSymbol parameter, ImmutableArray<IParameterSymbol> neighbours) =>
        SyntaxFacts.IsValidIdentifier(parameter.Name) && !neighbours.Any(other => other.Ordinal < parameter.Ordinal && other.Name == parameter.Name);
}
