using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Rules;

/// <summary>Which types can stand in for the implementation of an interface.</summary>
internal static class FallbackTypes
{
    /// <summary>The type with the type arguments of the interface, where it is left open.</summary>
    public static INamedTypeSymbol Constructed(INamedTypeSymbol type, INamedTypeSymbol declaring) =>
        type.IsUnboundGenericType && type.Arity == declaring.Arity ? type.OriginalDefinition.Construct([.. declaring.TypeArguments]) : type;

    public static string? ReasonAgainst(INamedTypeSymbol type, INamedTypeSymbol declaring, Compilation compilation)
    {
        var constructed = Constructed(type, declaring);
        var shown = constructed.ToDisplayString();
        return constructed switch
        {
            { TypeKind: TypeKind.Error } => "it does not exist",
            { IsUnboundGenericType: true } => $"it has other type parameters than {declaring.ToDisplayString()}; use a type with the same, or a closed one",
            { TypeKind: not (TypeKind.Class or TypeKind.Struct) } or { IsAbstract: true } or { IsStatic: true } =>
                $"{shown} is no class or struct that an instance could be made of; use one that is",
            _ when !constructed.AllInterfaces.Contains(declaring, SymbolEqualityComparer.Default) =>
                $"{shown} does not implement {declaring.ToDisplayString()}; implement it there",
            _ when !TypeFacts.Of(compilation).IsAccessible(constructed) => $"{shown} is not accessible to the proxy; make it internal or public",
            _ when !constructed.InstanceConstructors.Any(made => made.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(made, compilation.Assembly)) =>
                $"{shown} has no accessible constructor without parameters; add one",
            _ => null,
        };
    }
}
