using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Chooses the names of parameters in a proxy: their own names if C# can use them.</summary>
internal static class ParameterNames
{
    // Generated code uses the names of parameters where C# treats these words as keywords, or may do so in future.
    // Other contextual keywords, such as file, from and value, are no keywords there.
    private static readonly HashSet<string> ContextualKeywords = new(StringComparer.Ordinal)
    {
        "_", "allows", "and", "async", "await", "dynamic", "extension", "field", "global", "nameof", "not", "or", "partial",
        "record", "required", "scoped", "unmanaged", "var", "when", "with", "yield",
    };

    /// <summary>Writes the name as code, with <c>@</c> before a keyword.</summary>
    public static string Write(IParameterSymbol parameter)
    {
        var name = Choose(parameter);
        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || ContextualKeywords.Contains(name) ? "@" + name : name;
    }

    /// <summary>Returns the own name of a parameter, or a new name if C# cannot use the own name.</summary>
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
