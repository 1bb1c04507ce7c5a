using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads whether types and members are obsolete.</summary>
internal static class Obsoletion
{
    /// <summary>Whether a type, or one it is nested in, is obsolete.</summary>
    public static bool IsObsolete(INamedTypeSymbol type) => TypeParts.GetContainingTypes(type).Append(type).Any(static part => Find(part) is not null);

    public static bool IsObsolete(IMethodSymbol method) => Find(method) is not null;

    /// <summary>Whether a use is an error, which only code that is obsolete itself may contain.</summary>
    public static bool IsError(ISymbol symbol) => Find(symbol) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true;

    /// <summary>
    /// The id that an attribute gives the warning; <see langword="null"/> where the warning has the compiler's own id.
    /// </summary>
    public static string? GetId(AttributeData attribute) => IsObsoleteAttribute(attribute)
        ? attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value as string
        : null;

    private static AttributeData? Find(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(IsObsoleteAttribute);

    private static bool IsObsoleteAttribute(AttributeData attribute) => KnownTypes.Is(attribute.AttributeClass, "System", "ObsoleteAttribute");
}
