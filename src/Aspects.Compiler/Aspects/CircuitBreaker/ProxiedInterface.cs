using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>An interface that gets a proxy, and the attributes on the assembly that name the interface.</summary>
internal sealed class ProxiedInterface(INamedTypeSymbol type, ImmutableArray<BreakerAttribute> ofAssembly)
{
    public ProxiedInterface(INamedTypeSymbol type)
        : this(type, [])
    {
    }

    public INamedTypeSymbol Type { get; } = type;

    public ImmutableArray<BreakerAttribute> OfAssembly { get; } = ofAssembly;

    /// <summary>The attribute of the assembly for all methods.</summary>
    public BreakerAttribute? ForAll => FirstOrNull(static attribute => attribute.Members.IsEmpty);

    /// <summary>The attribute of the assembly that names a method, or the property of an accessor.</summary>
    public BreakerAttribute? FindNamed(IMethodSymbol call)
    {
        // An indexer has the name that metadata gives it: Item, unless it has another.
        var name = (call.AssociatedSymbol ?? call).MetadataName;
        return FirstOrNull(attribute => attribute.Members.Contains(name));
    }

    private BreakerAttribute? FirstOrNull(Func<BreakerAttribute, bool> predicate)
    {
        foreach (var attribute in OfAssembly)
        {
            if (predicate(attribute)) return attribute;
        }

        return null;
    }
}
