using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>What may not be used any more, or only by what is obsolete itself.</summary>
internal static class Obsoletion
{
    private const string AttributeName = "System.ObsoleteAttribute";

    /// <summary>Whether a type, or one it is nested in, is obsolete.</summary>
    public static bool IsObsolete(INamedTypeSymbol type) =>
        Find(type) is not null || (type.ContainingType is { } around && IsObsolete(around));

    public static bool IsObsolete(IMethodSymbol method) => Find(method) is not null;

    /// <summary>Whether to use it is an error, which nothing but being obsolete silences.</summary>
    public static bool IsError(ISymbol symbol) => Find(symbol) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true;

    private static AttributeData? Find(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" } type && type.ToDisplayString() == AttributeName);
}
