using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Decides which attribute wins.</summary>
/// <remarks>
/// The order is: the attribute on the member, the assembly attribute that names the member, the attribute for the whole
/// interface, the defaults of the assembly.
/// </remarks>
internal static class AttributePrecedence
{
    /// <summary>
    /// Finds the attribute that guards a method or accessor; <see langword="null"/> if the call is unguarded or opts
    /// out.
    /// </summary>
    public static BreakerAttribute? FindBreaker(IMethodSymbol call, ProxiedInterface proxied) =>
        BreakerAttribute.OptsOut(call) ? null : FindCover(call, proxied);

    /// <summary>
    /// Finds the attribute that covers a method or accessor, and ignores an opt-out on the call itself.
    /// </summary>
    public static BreakerAttribute? FindCover(IMethodSymbol call, ProxiedInterface proxied)
    {
        if (FindOnMember(call) is { } onMember) return onMember;
        if (call.AssociatedSymbol is { } associated && BreakerAttribute.OptsOut(associated)) return null;
        if (proxied.FindNamed(call) is { } named) return named;

        // If a circuit rejected Dispose, resources would leak.
        return call.MethodKind == MethodKind.Ordinary && !IsDisposal(call) ? FindOnInterface(call, proxied) : null;
    }

    /// <summary>
    /// Lists the attributes that configure a call, the nearest first, without the defaults of the assembly.
    /// </summary>
    public static IEnumerable<BreakerAttribute> GetAttributes(IMethodSymbol call, ProxiedInterface proxied)
    {
        if (FindOnMember(call) is { } onMember) yield return onMember;
        if (proxied.FindNamed(call) is { } named) yield return named;
        if (FindOnInterface(call, proxied) is { } onInterface) yield return onInterface;
    }

    /// <summary>
    /// Lists the attributes that configure one breaker, the nearest first. Within one level, the first call wins.
    /// </summary>
    public static IEnumerable<BreakerAttribute> GetAttributes(IReadOnlyList<GuardedMethod> calls) => calls
        .SelectMany(static call => GetAttributes(call.Method, call.Proxied))
        .Concat(calls
            .Select(static call => call.Attribute.Assembly)
            .Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
            .Select(BreakerAttribute.FindDefaults)
            .OfType<BreakerAttribute>())
        .OrderBy(GetLevel);

    public static AttributeLevel GetLevel(BreakerAttribute attribute) => attribute switch
    {
        { Owner: INamedTypeSymbol } or { Owner: IAssemblySymbol, ExternalType: not null } => AttributeLevel.Interface,
        { Owner: IAssemblySymbol } => AttributeLevel.Assembly,
        _ => AttributeLevel.Member,
    };

    /// <summary>Finds the attribute on a method, an accessor, or the property of an accessor.</summary>
    public static BreakerAttribute? FindOnMember(IMethodSymbol call)
    {
        if (BreakerAttribute.Find(call) is { } onCall) return onCall;
        return call.AssociatedSymbol is IPropertySymbol property && !BreakerAttribute.OptsOut(property) ? BreakerAttribute.Find(property) : null;
    }

    // An assembly attribute for the whole interface has the level of an attribute on the interface.
    private static BreakerAttribute? FindOnInterface(IMethodSymbol call, ProxiedInterface proxied)
    {
        var declaring = call.ContainingType;
        if (BreakerAttribute.Find(declaring) is { } onDeclaring) return onDeclaring;
        if (BreakerAttribute.Find(proxied.Type) is { } onProxied) return onProxied;
        foreach (var between in proxied.Type.AllInterfaces)
        {
            if (BreakerAttribute.Find(between) is { } onBetween
                && between.AllInterfaces.Contains(declaring, SymbolEqualityComparer.Default))
            {
                return onBetween;
            }
        }

        return proxied.ForAll;
    }

    private static bool IsDisposal(IMethodSymbol call) =>
        call.ContainingType.SpecialType == SpecialType.System_IDisposable
        || (call.Name == "DisposeAsync" && KnownTypes.Is(call.ContainingType, "System", "IAsyncDisposable"));
}

/// <summary>The levels of attributes, the nearest to the call first.</summary>
internal enum AttributeLevel
{
    Member,

    /// <summary>On the interface, or on the assembly for the interface.</summary>
    Interface,

    /// <summary>The defaults of the assembly.</summary>
    Assembly,
}
