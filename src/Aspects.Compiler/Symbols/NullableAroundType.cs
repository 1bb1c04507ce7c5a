using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Finds types nested in a generic type with a <c>T?</c> of the method, such as <c>List&lt;T?&gt;.Enumerator</c>.
/// </summary>
/// <remarks>The compiler crashes on an explicit implementation with such a type in its signature.</remarks>
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
