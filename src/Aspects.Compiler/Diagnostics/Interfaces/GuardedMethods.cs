using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The methods and accessors of a type that its proxies guard, and the names of their breakers: those of an interface, and those that implement them.</summary>
internal sealed class GuardedMethods(ProxiedInterfaces proxies)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableDictionary<ISymbol, string>> _ofTypes = new(SymbolEqualityComparer.Default);

    public bool Any(INamedTypeSymbol type) => !Of(type).IsEmpty;

    /// <summary>The breaker of a method; one that overrides an implementation is an implementation too.</summary>
    public string? BreakerOf(ISymbol? method, INamedTypeSymbol type)
    {
        for (var next = method as IMethodSymbol; next is not null; next = next.OverriddenMethod)
        {
            if (Of(type).TryGetValue(next.OriginalDefinition, out var breaker)) return breaker;
        }

        return null;
    }

    private ImmutableDictionary<ISymbol, string> Of(INamedTypeSymbol type) => _ofTypes.GetOrAdd(type, Find);

    private ImmutableDictionary<ISymbol, string> Find(INamedTypeSymbol type)
    {
        var guarded = ImmutableDictionary.CreateBuilder<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var proxied in type.AllInterfaces.Prepend(type).Select(proxies.Find).OfType<ProxiedInterface>())
        {
            if (Decorators.IsAround(type, proxied.Type)) continue;
            foreach (var call in GuardedMethod.In(proxied).Where(static call => call.Attribute.HasUsableName))
            {
                guarded[call.Method.OriginalDefinition] = call.Attribute.Name!;
                if (type.FindImplementationForInterfaceMember(call.Method) is { } implementation) guarded[implementation.OriginalDefinition] = call.Attribute.Name!;
            }
        }

        return guarded.ToImmutable();
    }
}
