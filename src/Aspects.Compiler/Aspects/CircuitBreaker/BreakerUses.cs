using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the uses of <c>[CircuitBreaker]</c> on types and on their members.</summary>
internal static class BreakerUses
{
    /// <summary>Whether the interface, a member of it, or something it inherits carries the attribute.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type) => GetAll(type).Any();

    /// <summary>
    /// Lists every use that concerns the proxy: on the interface, on what it inherits, and on their members.
    /// </summary>
    public static IEnumerable<BreakerAttribute> GetAll(INamedTypeSymbol type) =>
        type.AllInterfaces.Prepend(type).SelectMany(GetUses).Select(static use => use.Attribute);

    /// <summary>Lists the uses on a type itself and on its members, but not those on nested types.</summary>
    public static IEnumerable<(ISymbol Symbol, BreakerAttribute Attribute)> GetUses(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface && BreakerAttribute.Find(type) is { } onType) yield return (type, onType);
        foreach (var member in GetAnnotatableMembers(type))
        {
            if (BreakerAttribute.Find(member) is { } onMember) yield return (member, onMember);
        }
    }

    /// <summary>
    /// Lists the members of a type that may carry the attribute, each once: the compiler rejects it elsewhere.
    /// </summary>
    public static IEnumerable<ISymbol> GetAnnotatableMembers(INamedTypeSymbol type) => type.GetMembers().Where(static member => member switch
    {
        // The compiler repeats the attributes of an extension on its method, and those of an event's accessors on both.
        IMethodSymbol { IsImplicitlyDeclared: true } method => method.MethodKind == MethodKind.EventAdd,
        IMethodSymbol method => method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor),
        _ => member is IPropertySymbol,
    });
}
