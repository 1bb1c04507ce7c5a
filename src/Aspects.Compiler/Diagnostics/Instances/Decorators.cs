using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Classes that are put around another instance of an interface, and leave the breaker to that one.</summary>
internal static class Decorators
{
    /// <summary>Whether a class is made around another instance of an interface, or several.</summary>
    public static bool IsAround(INamedTypeSymbol type, INamedTypeSymbol wrapped) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => Brings(parameter.Type, wrapped)));

    /// <summary>Whether something of a type brings instances of an interface: itself, a collection of them, or what makes or finds one.</summary>
    public static bool Brings(ITypeSymbol type, INamedTypeSymbol wrapped) => type switch
    {
        IArrayTypeSymbol array => Brings(array.ElementType, wrapped),

        // A logger goes by the name of a type, and has no instance of it.
        INamedTypeSymbol { Name: "ILogger" } => false,
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named, wrapped) || named.TypeArguments.Any(argument => Brings(argument, wrapped)),
        _ => false,
    };
}
