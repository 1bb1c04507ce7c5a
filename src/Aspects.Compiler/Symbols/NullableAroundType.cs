using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Finds types inside a generic type that has <c>T?</c> of a method as argument, such as
/// <c>List&lt;T?&gt;.Enumerator</c>. The compiler stops working at an explicit implementation that has such a type in
/// its signature.
/// </summary>
internal static class NullableAroundType
{
    public static ITypeSymbol? Find(IMethodSymbol method) => MemberSignature.GetTypes(method)
        .SelectMany(TypeParts.Enumerate)
        .FirstOrDefault(static part => part is INamedTypeSymbol { ContainingType: { } around } && TypeParts.Enumerate(around).Any(IsNullable));

    private static bool IsNullable(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => parameter.NullableAnnotation == NullableAnnotation.Annotated,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            nullable.TypeArguments[0] is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method },
        _ => false,
    };
}
