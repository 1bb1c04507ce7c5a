using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Which interfaces get a proxy, what members it has, and which of them go through which breaker.</summary>
internal static class AnnotatedInterface
{
    /// <summary>Whether the interface, a member of it, or something it inherits carries the attribute.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type) => AttributesOf(type).Any();

    /// <summary>
    /// Every use of the attribute that the proxy has to do with: on the interface, on what it inherits, and on their members.
    /// </summary>
    public static IEnumerable<BreakerAttribute> AttributesOf(INamedTypeSymbol type) =>
        new[] { type }.Concat(type.AllInterfaces).SelectMany(UsesOn).Select(static use => use.Attribute);

    /// <summary>The uses of the attribute on a type itself and on its members; types nested in it speak for themselves.</summary>
    public static IEnumerable<(ISymbol Symbol, BreakerAttribute Attribute)> UsesOn(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface && BreakerAttribute.On(type) is { } onType) yield return (type, onType);
        foreach (var member in AnnotatableMembersOf(type))
        {
            if (BreakerAttribute.On(member) is { } onMember) yield return (member, onMember);
        }
    }

    /// <summary>The members of a type that may carry the attribute, each once: elsewhere the compiler refuses it.</summary>
    public static IEnumerable<ISymbol> AnnotatableMembersOf(INamedTypeSymbol type) => type.GetMembers().Where(static member => member switch
    {
        // The attributes of an extension stand on the method it becomes too, those of an event's accessors on both.
        IMethodSymbol { IsImplicitlyDeclared: true } method => method.MethodKind == MethodKind.EventAdd,
        IMethodSymbol method => method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor),
        _ => member is IPropertySymbol,
    });

    /// <summary>
    /// The members a proxy implements: all that can be called or implemented, inherited ones last. Default members are among
    /// them: left out, the proxy would silently bypass an implementation that overrides them.
    /// </summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        InterfacesOf(type).SelectMany(DeclaredMembersOf);

    /// <summary>Those among them that an interface declares itself.</summary>
    public static IEnumerable<ISymbol> DeclaredMembersOf(INamedTypeSymbol declaring) => declaring.GetMembers().Where(IsProxied);

    /// <summary>The interface and all that it inherits. Two that differ only in nullability are one to an implementation.</summary>
    public static IEnumerable<INamedTypeSymbol> InterfacesOf(INamedTypeSymbol type) =>
        new[] { type }.Concat(type.AllInterfaces).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The accessors of a property that a proxy implements: a private one belongs to the interface alone.</summary>
    public static IEnumerable<IMethodSymbol> AccessorsOf(IPropertySymbol property)
    {
        if (property.GetMethod is { } get && IsImplemented(get)) yield return get;
        if (property.SetMethod is { } set && IsImplemented(set)) yield return set;
    }

    /// <summary>The calls that a member stands for: a method itself, the accessors of a property.</summary>
    public static IEnumerable<IMethodSymbol> CallsOf(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => AccessorsOf(property),
        _ => [],
    };

    /// <summary>Whether a proxy can see an attribute there: on an interface, or on a method, property or accessor that it implements.</summary>
    public static bool IsSeenByProxy(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.TypeKind == TypeKind.Interface,
        { ContainingType: not { TypeKind: TypeKind.Interface } } => false,
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } accessor => IsProxied(property) && IsImplemented(accessor),
        IMethodSymbol or IPropertySymbol => IsProxied(symbol),
        _ => false,
    };

    /// <summary>
    /// The attribute that guards a method or an accessor: the nearest one wins, unless it opts out; one of the assembly is
    /// as near as one on the interface.
    /// </summary>
    public static BreakerAttribute? BreakerOf(IMethodSymbol method, ProxiedInterface proxied) =>
        BreakerAttribute.OptsOut(method) ? null : CoverOf(method, proxied);

    /// <summary>The attribute that covers a method or an accessor, were it not to opt out itself.</summary>
    public static BreakerAttribute? CoverOf(IMethodSymbol method, ProxiedInterface proxied)
    {
        if (OnMember(method) is { } onMember) return onMember;
        if (method.AssociatedSymbol is { } associated && BreakerAttribute.OptsOut(associated)) return null;
        if (proxied.NamedFor(method) is { } named) return named;
        return method.MethodKind == MethodKind.Ordinary && !IsDisposal(method) ? OnInterface(method, proxied) : null;
    }

    /// <summary>All attributes that have to do with a guarded call, the nearest first.</summary>
    public static IEnumerable<BreakerAttribute> AttributesFor(IMethodSymbol method, ProxiedInterface proxied)
    {
        if (OnMember(method) is { } onMember) yield return onMember;
        if (proxied.NamedFor(method) is { } named) yield return named;
        if (OnInterface(method, proxied) is { } onInterface) yield return onInterface;
    }

    /// <summary>The attribute on a method, an accessor, or the property of an accessor.</summary>
    public static BreakerAttribute? OnMember(IMethodSymbol method)
    {
        if (BreakerAttribute.On(method) is { } onMethod) return onMethod;
        return method.AssociatedSymbol is IPropertySymbol property && !BreakerAttribute.OptsOut(property) ? BreakerAttribute.On(property) : null;
    }

    /// <summary>The attribute of the interface that a member belongs to, whether it covers the member or one on the member wins.</summary>
    public static BreakerAttribute? OnInterface(IMethodSymbol method, ProxiedInterface proxied)
    {
        var declaring = method.ContainingType;
        if (BreakerAttribute.On(declaring) is { } onDeclaring) return onDeclaring;
        if (BreakerAttribute.On(proxied.Type) is { } onProxied) return onProxied;
        foreach (var between in proxied.Type.AllInterfaces)
        {
            if (BreakerAttribute.On(between) is { } onBetween
                && between.AllInterfaces.Contains(declaring, SymbolEqualityComparer.Default))
            {
                return onBetween;
            }
        }

        return proxied.ForAll;
    }

    /// <summary>
    /// Whether implementations have a say in it. Static members that need none, and private and sealed ones, belong to the
    /// interface alone.
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

    // A rejected Dispose would leak what it was to free.
    private static bool IsDisposal(IMethodSymbol method) =>
        method.ContainingType.SpecialType == SpecialType.System_IDisposable
        || method is { Name: "DisposeAsync", ContainingType: { Name: "IAsyncDisposable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
