using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>What the names of the types that are generated for an interface begin with.</summary>
internal static class ProxyNames
{
    /// <summary>The name for an interface that is annotated in the project: with a number where there is something of that name already.</summary>
    public static string ChooseOwn(INamedTypeSymbol type, AspectSet aspects, Compilation compilation)
    {
        // Nested in types of one name, such as O<T>.IFoo and O.IFoo<T>: each leaves the names to those before it.
        var before = GetNamesakes(type, aspects).TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, type)).Count();
        return EnumerateFree(Flatten(type), type, compilation).ElementAt(before);
    }

    /// <summary>The wanted name and those with a number after it, as far as nothing that can be seen from the namespace has them.</summary>
    public static IEnumerable<string> EnumerateFree(string wanted, INamedTypeSymbol type, Compilation compilation)
    {
        // Of neighbours at the top that would want one name, each has its own already: it keeps its I, or has other type parameters.
        if (!IsSeen(wanted, type, compilation) && (type.ContainingType is null || !IsWanted(wanted, type, compilation))) yield return wanted;
        for (var number = 2; ; number++)
        {
            var name = FormattableString.Invariant($"{wanted}{number}");
            if (!IsSeen(name, type, compilation) && !IsWanted(name, type, compilation)) yield return name;
        }
    }

    /// <summary>The name of the interface without its leading I, and before it those of the types around it: <c>Billing_Gateway</c>.</summary>
    public static string Flatten(INamedTypeSymbol type)
    {
        // Underscores are doubled where they are part of a name, so that they are told from those between two.
        var around = TypeParts.GetContainingTypes(type).Select(static around => around.Name).ToList();
        return around.Count == 0
            ? Strip(type)
            : string.Join("_", around.Append(Strip(type)).Select(static part => part.Replace("_", "__")));
    }

    /// <summary>Whether code in the namespace of an interface means a type by <c>var</c>.</summary>
    public static bool IsVarAType(INamedTypeSymbol type, Compilation compilation)
    {
        for (var space = FindNamespace(compilation.GlobalNamespace, type.ContainingNamespace); space is not null; space = space.ContainingNamespace)
        {
            if (space.GetTypeMembers("var", 0).Any(known => compilation.IsSymbolAccessibleWithin(known, compilation.Assembly))) return true;
        }

        return false;
    }

    /// <summary>The namespace of that name: that of an interface of another assembly holds the types of that one only.</summary>
    public static INamespaceSymbol? FindNamespace(INamespaceSymbol root, INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return root;
        return FindNamespace(root, space.ContainingNamespace)?.GetMembers(space.Name).OfType<INamespaceSymbol>().FirstOrDefault();
    }

    private static bool IsSeen(string name, INamedTypeSymbol type, Compilation compilation) =>
        FindNamespace(compilation.GlobalNamespace, type.ContainingNamespace) is { } space
        && space.GetMembers(ProxyModel.ClassNameOf(name)).Concat(space.GetMembers(ProxyModel.ExtensionsNameOf(name)))
            // By a namespace, or by the internals of an assembly that this one is a friend of, a name is taken too.
            .Any(known => known is INamespaceSymbol || compilation.IsSymbolAccessibleWithin(known, compilation.Assembly));

    // Whether the project has an interface whose proxy would have the name.
    private static bool IsWanted(string name, INamedTypeSymbol type, Compilation compilation) =>
        FindNamespace(compilation.Assembly.GlobalNamespace, type.ContainingNamespace) is { } space
        && space.GetTypeMembers("I" + name).Concat(space.GetTypeMembers(name)).Any(other =>
            other.TypeKind == TypeKind.Interface && !SymbolEqualityComparer.Default.Equals(other, type.OriginalDefinition));

    /// <summary>The name without its leading I, unless a neighbour has that name.</summary>
    private static string Strip(INamedTypeSymbol type)
    {
        var name = type.Name;
        if (name.Length < 2 || name[0] != 'I' || !char.IsUpper(name[1])) return name;

        var stripped = name.Substring(1);
        INamespaceOrTypeSymbol around = type.ContainingType is { } containing ? containing : type.ContainingNamespace;
        return around.GetTypeMembers(stripped, type.Arity).Any(static neighbour => neighbour.TypeKind == TypeKind.Interface)
            ? name
            : stripped;
    }

    // In one order, wherever one begins: itself among them.
    private static IEnumerable<INamedTypeSymbol> GetNamesakes(INamedTypeSymbol type, AspectSet aspects)
    {
        if (type.ContainingType is null) return [type];
        var (name, count) = (Flatten(type), TypeParts.GetTypeArguments(type).Length);
        var stripped = Strip(type);
        return GetTypesNamedLike(type.ContainingType)
            .SelectMany(around => around.GetTypeMembers(stripped).Concat(around.GetTypeMembers("I" + stripped)))
            .Where(other => other.TypeKind == TypeKind.Interface
                && Flatten(other) == name
                && TypeParts.GetTypeArguments(other).Length == count
                && aspects.IsUsedBy(other))
            .OrderBy(static other => string.Join("+", TypeParts.GetContainingTypes(other).Append(other).Select(static part => part.MetadataName)), StringComparer.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> GetTypesNamedLike(INamedTypeSymbol type) => type.ContainingType is { } around
        ? GetTypesNamedLike(around).SelectMany(other => other.GetTypeMembers(type.Name))
        : type.ContainingNamespace.GetTypeMembers(type.Name);
}
