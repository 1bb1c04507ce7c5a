using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads the signatures of methods, properties and events.</summary>
internal static class MemberSignature
{
    public static ImmutableArray<IParameterSymbol> GetParameters(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        _ => [],
    };

    public static ImmutableArray<ITypeParameterSymbol> GetTypeParameters(ISymbol member) =>
        member is IMethodSymbol method ? method.TypeParameters : [];

    /// <summary>Lists the types of the parameters, then the type of the member or of its result.</summary>
    public static IEnumerable<ITypeSymbol> GetTypes(ISymbol member)
    {
        var types = GetParameters(member).Select(static parameter => parameter.Type);
        return member switch
        {
            IMethodSymbol method => types.Append(method.ReturnType),
            IPropertySymbol property => types.Append(property.Type),
            IEventSymbol declared => types.Append(declared.Type),
            _ => types,
        };
    }

    /// <summary>Lists the types of the signature, then the types in the constraints of type parameters.</summary>
    public static IEnumerable<ITypeSymbol> GetTypesWithConstraints(ISymbol member) =>
        GetTypes(member).Concat(GetTypeParameters(member).SelectMany(static parameter => parameter.ConstraintTypes));
}
