using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Chooses the base names of the types that are generated for interfaces.</summary>
internal static class ProxyNames
{
    /// <summary>Chooses the name for an interface of the project, with a number if the name is taken.</summary>
    public static string ChooseOwn(INamedTypeSymbol type, AspectSet aspects, Compilation compilation)
    {
        // Interfaces such as O<T>.IFoo and O.IFoo<T> flatten to one name. They get the free names in a fixed order.
        var before = GetNamesakes(type, aspects).TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, type)).Count();
        return EnumerateFree(Flatten(type), type, compilation).ElementAt(before);
    }

    /// <summary>Lists the free names: the wanted name, then the same name with numbers.</summary>
    public static IEnumerable<string> EnumerateFree(string wanted, INamedTypeSymbol type, Compilation compilation)
    {
        // Two interfaces that are not nested never have one base name: one keeps the I, or their arities differ.
        if (!IsVisible(wanted, type, compilation) && (type.ContainingType is null || !IsNameOfOther(wanted, type, compilation))) yield return wanted;
        for (var number = 2; ; number++)
        {
            var name = FormattableString.Invariant($"{wanted}{number}");
            if (!IsVisible(name, type, compilation) && !IsNameOfOther(name, type, compilation)) yield return name;
        }
    }

    /// <summary>
    /// Writes the containing types and the interface without its leading I, such as <c>Billing_Gateway</c>.
    /// </summary>
    public static string Flatten(INamedTypeSymbol type)
    {
        // An underscore inside a name is doubled, so that it differs from a separator.
        var around = TypeParts.GetContainingTypes(type).Select(static around => around.Name).ToList();
        return around.Count == 0
            ? Strip(type)
            : string.Join("_", around.Append(Strip(type)).Select(static part => part.Replace("_", "__")));
    }

    /// <summary>Returns whether a type named <c>var</c> is visible in the namespace of an interface.</summary>
    public static bool IsVarAType(INamedTypeSymbol type, Compilation compilation)
    {
        for (var space = FindNamespace(compilation.GlobalNamespace, type.ContainingNamespace); space is not null; space = space.ContainingNamespace)
        {
            if (space.GetTypeMembers("var", 0).Any(known => compilation.IsSymbolAccessibleWithin(known, compilation.Assembly))) return true;
        }

        return false;
    }

    /// <summary>Finds the namespace of the same name under another root, such as the root of this project.</summary>
    /// <remarks>The namespace symbol of an external interface holds only the types of one assembly.</remarks>
    public static INamespaceSymbol? FindNamespace(INamespaceSymbol root, INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return root;
        return FindNamespace(root, space.ContainingNamespace)?.GetMembers(space.Name).OfType<INamespaceSymbol>().FirstOrDefault();
    }

    private static bool IsVisible(string name, INamedTypeSymbol type, Compilation compilation) =>
        FindNamespace(compilation.GlobalNamespace, type.ContainingNamespace) is { } space
        && space.GetMembers(ProxyModel.ClassNameOf(name)).Concat(space.GetMembers(ProxyModel.ExtensionsNameOf(name)))
            // Namespaces and visible internal types of other assemblies also take names.
            .Any(known => known is INamespaceSymbol || compilation.IsSymbolAccessibleWithin(known, compilation.Assembly));

    // Another interface of the project would give its proxy this name.
    private static bool IsNameOfOther(string name, INamedTypeSymbol type, Compilation compilation) =>
        FindNamespace(compilation.Assembly.GlobalNamespace, type.ContainingNamespace) is { } space
        && space.GetTypeMembers("I" + name).Concat(space.GetTypeMembers(name)).Any(other =>
            other.TypeKind == TypeKind.Interface && !SymbolEqualityComparer.Default.Equals(other, type.OriginalDefinition));

    /// <summary>Returns the name without its leading I, if no neighbour interface has that name.</summary>
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

    // Lists the annotated interfaces with the same flattened name, including the type, always in the same order.
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
