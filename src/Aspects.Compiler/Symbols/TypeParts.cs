using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Lists the parts of types: inner types, containing types and type arguments.</summary>
internal static class TypeParts
{
    /// <summary>
    /// Lists a type and every type inside it: elements, type arguments, containing types, signatures of pointers.
    /// </summary>
    public static IReadOnlyList<ITypeSymbol> Enumerate(ITypeSymbol type)
    {
        var parts = new List<ITypeSymbol>();
        Add(type, parts);
        return parts;
    }

    /// <summary>Lists the containing types of a type, the outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> GetContainingTypes(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? GetContainingTypes(around).Append(around) : [];

    /// <summary>Lists the type arguments of the containing types, then the type arguments of the type.</summary>
    public static ImmutableArray<ITypeSymbol> GetTypeArguments(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? GetTypeArguments(around).AddRange(type.TypeArguments) : type.TypeArguments;

    /// <summary>Lists the type parameters among the type arguments.</summary>
    public static IEnumerable<ITypeParameterSymbol> GetTypeParameters(INamedTypeSymbol type) =>
        GetTypeArguments(type).OfType<ITypeParameterSymbol>();

    /// <summary>Constructs a definition and its containing types with type arguments.</summary>
    public static INamedTypeSymbol Construct(INamedTypeSymbol definition, ImmutableArray<ITypeSymbol> arguments)
    {
        var count = arguments.Length - definition.Arity;
        var type = definition.ContainingType is { } around
            ? Construct(around, arguments.RemoveRange(count, definition.Arity)).GetTypeMembers(definition.Name, definition.Arity)
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition))
            : definition;
        return definition.Arity == 0 ? type : type.Construct([.. arguments.Skip(count)]);
    }

    private static void Add(ITypeSymbol type, List<ITypeSymbol> parts)
    {
        parts.Add(type);
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType, parts);
                break;
            case IPointerTypeSymbol pointer:
                Add(pointer.PointedAtType, parts);
                break;
            case IFunctionPointerTypeSymbol { Signature: var signature }:
                foreach (var used in MemberSignature.GetTypes(signature)) Add(used, parts);
                break;
            case INamedTypeSymbol named:
                if (named.ContainingType is { } around) Add(around, parts);
                foreach (var argument in named.TypeArguments) Add(argument, parts);
                break;
        }
    }
}
