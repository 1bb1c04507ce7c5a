using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Types inside a generic one that has <c>T?</c> of a method as argument, such as <c>List&lt;T?&gt;.Enumerator</c>: the compiler stops
/// working where an explicit implementation has one in its signature.
/// </summary>
internal static class NullableAroundType
{
    public static ITypeSymbol? In(IMethodSymbol method) =>
        method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).Select(Find).FirstOrDefault(static found => found is not null);

    private static ITypeSymbol? Find(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Find(array.ElementType),
        IPointerTypeSymbol pointer => Find(pointer.PointedAtType),
        IFunctionPointerTypeSymbol function => function.Signature.Parameters.Select(static parameter => parameter.Type)
            .Append(function.Signature.ReturnType).Select(Find).FirstOrDefault(static found => found is not null),
        INamedTypeSymbol { ContainingType: { } around } nested when Generics.ArgumentsOf(around).Any(HasNullable) => nested,
        INamedTypeSymbol named => Generics.ArgumentsOf(named).Select(Find).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static bool HasNullable(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => parameter.NullableAnnotation == NullableAnnotation.Annotated,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            nullable.TypeArguments[0] is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method },
        INamedTypeSymbol named => Generics.ArgumentsOf(named).Any(HasNullable),
        IArrayTypeSymbol array => HasNullable(array.ElementType),
        _ => false,
    };
}
