using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>An interface that gets a proxy, and what attributes on the assembly say of it where it cannot carry them itself.</summary>
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
    public BreakerAttribute? NamedFor(IMethodSymbol method)
    {
        // An indexer goes by the name it has in the assembly: Item, unless it was given another.
        var name = (method.AssociatedSymbol ?? method).MetadataName;
        return FirstOrNull(attribute => attribute.Members.Contains(name));
    }

    private BreakerAttribute? FirstOrNull(Func<BreakerAttribute, bool> isWanted)
    {
        foreach (var attribute in OfAssembly)
        {
            if (isWanted(attribute)) return attribute;
        }

        return null;
    }
}
