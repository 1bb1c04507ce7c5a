using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads whether types and members are obsolete.</summary>
internal static class Obsoletion
{
    /// <summary>Returns whether a type or one of its containing types is obsolete.</summary>
    public static bool IsObsolete(INamedTypeSymbol type) => TypeParts.GetContainingTypes(type).Append(type).Any(static part => Find(part) is not null);

    public static bool IsObsolete(IMethodSymbol method) => Find(method) is not null;

    /// <summary>Returns whether a use of a symbol is an error, except in obsolete code.</summary>
    public static bool IsError(ISymbol symbol) => Find(symbol) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true;

    /// <summary>
    /// Returns the warning id in <c>[Obsolete]</c>; <see langword="null"/> if the attribute sets no id.
    /// </summary>
    public static string? GetId(AttributeData attribute) => IsObsoleteAttribute(attribute)
        ? attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value as string
        : null;

    private static AttributeData? Find(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(IsObsoleteAttribute);

    private static bool IsObsoleteAttribute(AttributeData attribute) => KnownTypes.Is(attribute.AttributeClass, "System", "ObsoleteAttribute");
}
