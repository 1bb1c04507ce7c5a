using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>The names of parameters in a proxy: their own, unless another language has given one to several, or one that is no name here.</summary>
internal static class ParameterNames
{
    public static string Choose(IParameterSymbol parameter)
    {
        var neighbours = MemberSignature.GetParameters(parameter.ContainingSymbol);
        if (IsUsable(parameter, neighbours)) return parameter.Name;

        var name = FormattableString.Invariant($"argument{parameter.Ordinal + 1}");
        while (neighbours.Any(other => other.Name == name)) name += "_";
        return name;
    }

    // The first of several with one name keeps it.
    private static bool IsUsable(IParameterSymbol parameter, ImmutableArray<IParameterSymbol> neighbours) =>
        SyntaxFacts.IsValidIdentifier(parameter.Name) && !neighbours.Any(other => other.Ordinal < parameter.Ordinal && other.Name == parameter.Name);
}
