using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Parsing;

/// <summary>What the names of the types that are generated for an interface begin with.</summary>
internal static class ProxyNames
{
    /// <summary>
    /// The name of the interface without its leading I, and before it those of the types around it: <c>Billing_Gateway</c>. With a
    /// number where there is something of that name already.
    /// </summary>
    public static string BaseName(INamedTypeSymbol type, string arguments, Compilation compilation)
    {
        var around = NamesAround(type).ToList();

        // Doubled where they are part of a name, so that they are told from those between two.
        var name = around.Count == 0
            ? Stripped(type) + arguments
            : string.Join("_", around.Append(Stripped(type)).Select(static part => part.Replace("_", "__"))) + arguments;
        var unique = name;
        for (var number = 2; IsTaken(unique, isOwn: number == 2 && around.Count == 0, type, compilation); number++)
        {
            unique = FormattableString.Invariant($"{name}{number}");
        }

        return unique;
    }

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

    /// <summary>Whether the project has types of the names that would be generated, or an interface whose proxy would have them.</summary>
    private static bool IsTaken(string name, bool isOwn, INamedTypeSymbol type, Compilation compilation)
    {
        if (NamespaceIn(compilation.Assembly, type.ContainingNamespace) is not { } space) return false;
        return !space.GetTypeMembers(name + "CircuitBreakerProxy").IsEmpty
            || !space.GetTypeMembers(name + "CircuitBreakerExtensions").IsEmpty
            || (!isOwn && space.GetTypeMembers("I" + name).Concat(space.GetTypeMembers(name)).Any(static other => other.TypeKind == TypeKind.Interface));
    }

    // That of an interface of another assembly holds the types of that one only.
    private static INamespaceSymbol? NamespaceIn(IAssemblySymbol assembly, INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return assembly.GlobalNamespace;
        return NamespaceIn(assembly, space.ContainingNamespace)?.GetNamespaceMembers().FirstOrDefault(member => member.Name == space.Name);
    }

    private static IEnumerable<string> NamesAround(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? NamesAround(around).Append(around.Name) : [];
}
