using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Recognizes types of the framework and of the library by name, without creating name strings.</summary>
internal static class KnownTypes
{
    /// <summary>
    /// Returns whether a type has a name and a namespace. Nested types never match; arity is ignored.
    /// </summary>
    public static bool Is(ITypeSymbol? type, string space, string name) =>
        type is INamedTypeSymbol { ContainingType: null } && type.Name == name && IsNamespace(type.ContainingNamespace, space);

    private static bool IsNamespace(INamespaceSymbol? space, string name)
    {
        for (var end = name.Length; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0) return false;
            if (start == 0) return space.ContainingNamespace.IsGlobalNamespace;
            if (name[start - 1] != '.') return false;
            end = start - 1;
        }

        return false;
    }
}
