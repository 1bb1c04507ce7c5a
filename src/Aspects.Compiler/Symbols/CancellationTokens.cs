using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Which parameters are cancellation tokens of the caller.</summary>
internal static class CancellationTokens
{
    /// <summary>Whether a parameter is one, be it nullable; an out parameter has nothing in it yet.</summary>
    public static bool Is(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.Out && (IsToken(parameter.Type) || IsNullable(parameter));

    /// <summary>Whether it may be absent.</summary>
    public static bool IsNullable(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsToken(nullable.TypeArguments[0]);

    private static bool IsToken(ITypeSymbol type) =>
        type is
        {
            Name: "CancellationToken",
            ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        };
}
