using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>An interface that gets a proxy, and the assembly attributes that name the interface.</summary>
internal sealed class ProxiedInterface(INamedTypeSymbol type, ImmutableArray<BreakerAttribute> ofAssembly)
{
    public ProxiedInterface(INamedTypeSymbol type)
        : this(type, [])
    {
    }

    public INamedTypeSymbol Type { get; } = type;

    public ImmutableArray<BreakerAttribute> OfAssembly { get; } = ofAssembly;

    /// <summary>The assembly attribute for all methods.</summary>
    public BreakerAttribute? ForAll => FirstOrNull(static attribute => attribute.Members.IsEmpty);

    /// <summary>Finds the assembly attribute that names a method, or the property of an accessor.</summary>
    public BreakerAttribute? FindNamed(IMethodSymbol call)
    {
        // By the name in metadata, because an indexer has no name in C#. The default is Item.
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
