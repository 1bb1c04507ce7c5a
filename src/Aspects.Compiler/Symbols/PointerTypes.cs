using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds pointers, which only unsafe code may name.</summary>
internal static class PointerTypes
{
    public static bool HasPointer(ITypeSymbol type) =>
        TypeParts.Enumerate(type).Any(static part => part is IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    public static bool HasPointerInSignature(ISymbol member) => MemberSignature.GetTypesWithConstraints(member).Any(HasPointer);

    /// <summary>
    /// Whether an interface is named with pointers, as <c>IHolder&lt;int*[]&gt;</c> is, or inherits such an interface.
    /// </summary>
    public static bool HasPointerInName(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type).Any(HasPointer);
}
