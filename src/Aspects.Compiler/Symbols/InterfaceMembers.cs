using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Lists the members of an interface that a proxy implements.</summary>
internal static class InterfaceMembers
{
    /// <summary>
    /// Lists the members that implementations provide, default members included, inherited members last.
    /// </summary>
    /// <remarks>Without a default member, a proxy would bypass the override of an implementation.</remarks>
    public static IEnumerable<ISymbol> GetMembers(INamedTypeSymbol type) => GetInterfaces(type).SelectMany(GetDeclaredMembers);

    /// <summary>Lists the members that an interface declares and implementations provide.</summary>
    public static IEnumerable<ISymbol> GetDeclaredMembers(INamedTypeSymbol declaring) => declaring.GetMembers().Where(IsProxied);

    /// <summary>
    /// Lists an interface and its base interfaces. Interfaces that differ only in nullability count once.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> GetInterfaces(INamedTypeSymbol type) =>
        type.AllInterfaces.Prepend(type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>
    /// Lists the accessors of a property that a proxy implements. Private accessors are not included.
    /// </summary>
    public static IEnumerable<IMethodSymbol> GetAccessors(IPropertySymbol property)
    {
        if (property.GetMethod is { } get && IsImplemented(get)) yield return get;
        if (property.SetMethod is { } set && IsImplemented(set)) yield return set;
    }

    /// <summary>Lists the calls of a member: a method itself, or the accessors of a property.</summary>
    public static IEnumerable<IMethodSymbol> GetCalls(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => GetAccessors(property),
        _ => [],
    };

    /// <summary>
    /// Returns whether a symbol is an interface, or a method, property or accessor that a proxy implements.
    /// </summary>
    public static bool IsImplementedByProxy(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.TypeKind == TypeKind.Interface,
        { ContainingType: not { TypeKind: TypeKind.Interface } } => false,
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } accessor => IsProxied(property) && IsImplemented(accessor),
        IMethodSymbol or IPropertySymbol => IsProxied(symbol),
        _ => false,
    };

    /// <summary>Returns whether implementations provide a member. They provide no private or sealed members.</summary>
    public static bool IsImplemented(ISymbol member) => member.IsAbstract || member.IsVirtual;

    private static bool IsProxied(ISymbol member) => member switch
    {
        _ when !IsImplemented(member) => false,
        IMethodSymbol { MethodKind: not MethodKind.Ordinary } method =>
            method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion,
        IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false } => false,
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => false,
        IEventSymbol { ExplicitInterfaceImplementations.IsEmpty: false } => false,
        IMethodSymbol or IPropertySymbol or IEventSymbol => true,
        _ => false,
    };
}
