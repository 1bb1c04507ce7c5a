using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds pointers, which only unsafe code may name.</summary>
internal static class PointerTypes
{
    public static bool HasPointer(ITypeSymbol type) =>
        TypeParts.Enumerate(type).Any(static part => part is IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    public static bool HasPointerInSignature(ISymbol member) => MemberSignature.GetTypesWithConstraints(member).Any(HasPointer);

    /// <summary>
    /// Returns whether an interface or a base interface has pointers in its name, as <c>IHolder&lt;int*[]&gt;</c>.
    /// </summary>
    public static bool HasPointerInName(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type).Any(HasPointer);
}
