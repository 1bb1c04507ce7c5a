using Aspects.Generator.Models;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Parsing;

/// <summary>What the names of the types that are generated for an interface begin with.</summary>
internal static class ProxyNames
{
    /// <summary>The name for an interface that is annotated in the project: with a number where there is something of that name already.</summary>
    public static string OfOwn(INamedTypeSymbol type, Compilation compilation)
    {
        // Nested in types of one name, such as O<T>.IFoo and O.IFoo<T>: each leaves the names to those before it.
        var before = NamesakesOf(type).TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, type)).Count();
        var isTopLevel = type.ContainingType is null;
        return Numbered(Flattened(type), (name, number) => IsTaken(name, isOwn: number == 1 && isTopLevel, type, compilation) || before-- > 0);
    }

    /// <summary>The wanted name, or that with the first number that makes it one that is not taken.</summary>
    public static string Numbered(string wanted, Func<string, int, bool> isTaken)
    {
        var name = wanted;
        for (var number = 1; isTaken(name, number); name = FormattableString.Invariant($"{wanted}{number}"))
        {
            number++;
        }

        return name;
    }

    /// <summary>The name of the interface without its leading I, and before it those of the types around it: <c>Billing_Gateway</c>.</summary>
    public static string Flattened(INamedTypeSymbol type)
    {
        // Underscores are doubled where they are part of a name, so that they are told from those between two.
        var around = NamesAround(type).ToList();
        return around.Count == 0
            ? Stripped(type)
            : string.Join("_", around.Append(Stripped(type)).Select(static part => part.Replace("_", "__")));
    }

    /// <summary>Whether types of the names that would be generated can be seen here, or the project has an interface whose proxy would have them.</summary>
    public static bool IsTaken(string name, bool isOwn, INamedTypeSymbol type, Compilation compilation) =>
        IsSeen(ProxyModel.ClassNameOf(name), type, compilation)
        || IsSeen(ProxyModel.ExtensionsNameOf(name), type, compilation)
        || (!isOwn
            && NamespaceIn(compilation.Assembly.GlobalNamespace, type.ContainingNamespace) is { } space
            && space.GetTypeMembers("I" + name).Concat(space.GetTypeMembers(name)).Any(other =>
                other.TypeKind == TypeKind.Interface && !SymbolEqualityComparer.Default.Equals(other, type.OriginalDefinition)));

    /// <summary>Whether code in the namespace of an interface means a type by <c>var</c>.</summary>
    public static bool IsVarAType(INamedTypeSymbol type, Compilation compilation)
    {
        for (var space = NamespaceIn(compilation.GlobalNamespace, type.ContainingNamespace); space is not null; space = space.ContainingNamespace)
        {
            if (space.GetTypeMembers("var", 0).Any(known => compilation.IsSymbolAccessibleWithin(known, compilation.Assembly))) return true;
        }

        return false;
    }

    /// <summary>The namespace of that name: that of an interface of another assembly holds the types of that one only.</summary>
    public static INamespaceSymbol? NamespaceIn(INamespaceSymbol root, INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return root;
        return NamespaceIn(root, space.ContainingNamespace)?.GetMembers(space.Name).OfType<INamespaceSymbol>().FirstOrDefault();
    }

    // By a namespace, or by the internals of an assembly that this one is a friend of, a name is taken too.
    private static bool IsSeen(string name, INamedTypeSymbol type, Compilation compilation) =>
        NamespaceIn(compilation.GlobalNamespace, type.ContainingNamespace) is { } space
        && space.GetMembers(name).Any(known => known is INamespaceSymbol || compilation.IsSymbolAccessibleWithin(known, compilation.Assembly));

    /// <summary>The name without its leading I, unless a neighbour has that name.</summary>
    private static string Stripped(INamedTypeSymbol type)
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
    private static IEnumerable<INamedTypeSymbol> NamesakesOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is null) return [type];
        var (name, count) = (Flattened(type), Generics.ArgumentsOf(type).Length);
        var stripped = Stripped(type);
        return TypesNamedLike(type.ContainingType)
            .SelectMany(around => around.GetTypeMembers(stripped).Concat(around.GetTypeMembers("I" + stripped)))
            .Where(other => other.TypeKind == TypeKind.Interface
                && Flattened(other) == name
                && Generics.ArgumentsOf(other).Length == count
                && AnnotatedInterface.IsAnnotated(other))
            .OrderBy(static other => string.Join("+", TypesAround(other).Append(other).Select(static part => part.MetadataName)), StringComparer.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> TypesNamedLike(INamedTypeSymbol type) => type.ContainingType is { } around
        ? TypesNamedLike(around).SelectMany(other => other.GetTypeMembers(type.Name))
        : type.ContainingNamespace.GetTypeMembers(type.Name);

    private static IEnumerable<string> NamesAround(INamedTypeSymbol type) => TypesAround(type).Select(static around => around.Name);

    private static IEnumerable<INamedTypeSymbol> TypesAround(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? TypesAround(around).Append(around) : [];
}
