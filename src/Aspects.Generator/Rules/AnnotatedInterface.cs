using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Rules;

/// <summary>Which interfaces get a proxy, what members it has, and which of them go through which breaker.</summary>
internal static class AnnotatedInterface
{
    /// <summary>Whether the interface, a member of it, or something it inherits carries the attribute.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type) =>
        IsAnnotatedItself(type) || type.AllInterfaces.Any(static inherited => IsAnnotatedItself(inherited));

    /// <summary>
    /// The members a proxy implements: all that can be called or implemented, inherited ones last. Default members are among
    /// them: left out, the proxy would silently bypass an implementation that overrides them.
    /// </summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        new[] { type }.Concat(type.AllInterfaces).SelectMany(static declaring => declaring.GetMembers()).Where(IsProxied);

    /// <summary>The attribute that covers a method or an accessor: the nearest one wins.</summary>
    public static BreakerAttribute? BreakerOf(IMethodSymbol method, INamedTypeSymbol proxied)
    {
        var property = method.AssociatedSymbol as IPropertySymbol;
        if (BreakerAttribute.OptsOut(method)) return null;
        if (BreakerAttribute.On(method) is { } onMethod) return onMethod;
        if (property is not null) return BreakerAttribute.OptsOut(property) ? null : BreakerAttribute.On(property);
        if (method.MethodKind != MethodKind.Ordinary || IsDisposal(method)) return null;

        var declaring = method.ContainingType;
        if (BreakerAttribute.On(declaring) is { } onDeclaring) return onDeclaring;
        if (BreakerAttribute.On(proxied) is { } onProxied) return onProxied;
        foreach (var between in proxied.AllInterfaces)
        {
            if (BreakerAttribute.On(between) is { } onBetween
                && between.AllInterfaces.Contains(declaring, SymbolEqualityComparer.Default))
            {
                return onBetween;
            }
        }

        return null;
    }

    private static bool IsAnnotatedItself(INamedTypeSymbol type) =>
        BreakerAttribute.On(type) is not null
        || type.GetMembers().Any(static member => BreakerAttribute.On(member) is not null);

    private static bool IsProxied(ISymbol member) => member switch
    {
        // Static members that need no implementation, and sealed ones, belong to the interface alone.
        { IsAbstract: false, IsVirtual: false } => false,
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
