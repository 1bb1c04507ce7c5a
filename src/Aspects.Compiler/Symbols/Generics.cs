using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Generic types as a whole: with the type parameters of the types they are nested in.</summary>
internal static class Generics
{
    /// <summary>The types around a type, the outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesAround(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? TypesAround(around).Append(around) : [];

    /// <summary>The arguments of the types around a type and its own, in their order.</summary>
    public static ImmutableArray<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? ArgumentsOf(around).AddRange(type.TypeArguments) : type.TypeArguments;

    /// <summary>A definition with as many arguments as it has parameters, around it and of its own.</summary>
    public static INamedTypeSymbol Construct(INamedTypeSymbol definition, ImmutableArray<ITypeSymbol> arguments)
    {
        var count = arguments.Length - definition.Arity;
        var type = definition.ContainingType is { } around
            ? Construct(around, arguments.RemoveRange(count, definition.Arity)).GetTypeMembers(definition.Name, definition.Arity)
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition))
            : definition;
        return definition.Arity == 0 ? type : type.Construct([.. arguments.Skip(count)]);
    }
}
