using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the parameters that are cancellation tokens of the caller.</summary>
internal static class CancellationTokens
{
    /// <summary>
    /// Returns whether a parameter gives the callee a token, nullable or not. An out parameter does not.
    /// </summary>
    public static bool IsToken(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.Out && (IsToken(parameter.Type) || IsNullableToken(parameter));

    public static bool IsNullableToken(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        && IsToken(nullable.TypeArguments[0]);

    private static bool IsToken(ITypeSymbol type) => KnownTypes.Is(type, "System.Threading", "CancellationToken");
}
