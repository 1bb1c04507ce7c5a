using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the uses of <c>[CircuitBreaker]</c> on types and on their members.</summary>
internal static class BreakerUses
{
    /// <summary>Returns whether the interface, its members or its base interfaces have the attribute.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type) => GetAll(type).Any();

    /// <summary>
    /// Lists every use for the proxy: on the interface, on its base interfaces, and on their members.
    /// </summary>
    public static IEnumerable<BreakerAttribute> GetAll(INamedTypeSymbol type) =>
        type.AllInterfaces.Prepend(type).SelectMany(GetUses).Select(static use => use.Attribute);

    /// <summary>Lists the uses on a type and on its members. Nested types are not included.</summary>
    public static IEnumerable<(ISymbol Symbol, BreakerAttribute Attribute)> GetUses(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface && BreakerAttribute.Find(type) is { } onType) yield return (type, onType);
        foreach (var member in GetAnnotatableMembers(type))
        {
            if (BreakerAttribute.Find(member) is { } onMember) yield return (member, onMember);
        }
    }

    /// <summary>Lists the members of a type on which the compiler allows the attribute, without repeats.</summary>
    public static IEnumerable<ISymbol> GetAnnotatableMembers(INamedTypeSymbol type) => type.GetMembers().Where(static member => member switch
    {
        // The compiler copies attributes: from an extension member to its method, and from an event to both accessors.
        IMethodSymbol { IsImplicitlyDeclared: true } method => method.MethodKind == MethodKind.EventAdd,
        IMethodSymbol method => method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor),
        _ => member is IPropertySymbol,
    });
}
