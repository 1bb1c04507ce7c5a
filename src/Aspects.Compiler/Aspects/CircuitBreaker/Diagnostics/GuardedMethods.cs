using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The guarded methods and accessors of interfaces, and their implementations, with the names of their circuit
/// breakers.
/// </summary>
internal sealed class GuardedMethods(ProxiedInterfaces proxies)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableDictionary<ISymbol, string>> _byType = new(SymbolEqualityComparer.Default);

    public bool HasAny(INamedTypeSymbol type) => !Get(type).IsEmpty;

    /// <summary>
    /// Finds the circuit breaker of a method. An override of an implementation is an implementation too.
    /// </summary>
    public string? FindBreaker(ISymbol? method, INamedTypeSymbol type)
    {
        for (var next = method as IMethodSymbol; next is not null; next = next.OverriddenMethod)
        {
            if (Get(type).TryGetValue(next.OriginalDefinition, out var breaker)) return breaker;
        }

        return null;
    }

    private ImmutableDictionary<ISymbol, string> Get(INamedTypeSymbol type) => _byType.GetOrAdd(type, Find);

    private ImmutableDictionary<ISymbol, string> Find(INamedTypeSymbol type)
    {
        var guarded = ImmutableDictionary.CreateBuilder<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var proxied in type.AllInterfaces.Prepend(type).Select(proxies.Find).OfType<ProxiedInterface>())
        {
            if (Decorators.IsDecorator(type, proxied.Type)) continue;
            foreach (var call in GuardedMethod.FindAll(proxied).Where(static call => call.Attribute.HasUsableName))
            {
                guarded[call.Method.OriginalDefinition] = call.Attribute.Name!;
                if (type.FindImplementationForInterfaceMember(call.Method) is { } implementation) guarded[implementation.OriginalDefinition] = call.Attribute.Name!;
            }
        }

        return guarded.ToImmutable();
    }
}
