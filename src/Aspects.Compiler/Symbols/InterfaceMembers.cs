using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Lists the members of an interface that a proxy implements.</summary>
internal static class InterfaceMembers
{
    /// <summary>
    /// Lists the members that implementations provide, inherited members last. Default members are among them: a proxy
    /// without them would bypass an implementation that overrides them.
    /// </summary>
    public static IEnumerable<ISymbol> GetMembers(INamedTypeSymbol type) => GetInterfaces(type).SelectMany(GetDeclaredMembers);

    /// <summary>Lists those of the members that an interface declares itself.</summary>
    public static IEnumerable<ISymbol> GetDeclaredMembers(INamedTypeSymbol declaring) => declaring.GetMembers().Where(IsProxied);

    /// <summary>
    /// Lists an interface and all that it inherits. Two that differ only in nullability are one to an implementation.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> GetInterfaces(INamedTypeSymbol type) =>
        type.AllInterfaces.Prepend(type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>
    /// Lists the accessors of a property that a proxy implements: a private accessor belongs to the interface alone.
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
    /// Whether a symbol is an interface, or a method, property or accessor that a proxy of its interface implements.
    /// </summary>
    public static bool IsImplementedByProxy(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.TypeKind == TypeKind.Interface,
        { ContainingType: not { TypeKind: TypeKind.Interface } } => false,
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } accessor => IsProxied(property) && IsImplemented(accessor),
        IMethodSymbol or IPropertySymbol => IsProxied(symbol),
        _ => false,
    };

    /// <summary>
    /// Whether implementations provide a member. Private, sealed and most static members belong to the interface alone.
    /// </summary>
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
