using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Recognizes decorators: classes around another instance of an interface, which has the proxy.</summary>
internal static class Decorators
{
    /// <summary>Returns whether a constructor takes one or several instances of an interface.</summary>
    public static bool IsDecorator(INamedTypeSymbol type, INamedTypeSymbol wrapped) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => Provides(parameter.Type, wrapped)));

    /// <summary>
    /// Returns whether a type provides instances of an interface: the interface, a collection, or a factory.
    /// </summary>
    public static bool Provides(ITypeSymbol type, INamedTypeSymbol wrapped) => type switch
    {
        IArrayTypeSymbol array => Provides(array.ElementType, wrapped),

        // ILogger<T> uses T as a category name and holds no instance.
        INamedTypeSymbol { Name: "ILogger" } => false,
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named, wrapped) || named.TypeArguments.Any(argument => Provides(argument, wrapped)),
        _ => false,
    };
}
