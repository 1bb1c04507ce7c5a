using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads the attributes about null and about returning that the compiler follows.</summary>
internal static class FlowAttributes
{
    public static bool DoesNotReturn(ISymbol member) =>
        member.GetAttributes().Any(static attribute => GetName(attribute) == "DoesNotReturnAttribute");

    public static bool HasAny(ImmutableArray<AttributeData> attributes, params string[] names) =>
        attributes.Any(attribute => names.Contains(GetName(attribute)));

    /// <summary>
    /// The name of an attribute that the compiler knows; <see langword="null"/> for any other, whatever its name.
    /// </summary>
    public static string? GetName(AttributeData attribute) =>
        attribute.AttributeClass is { } type && KnownTypes.Is(type, "System.Diagnostics.CodeAnalysis", type.Name) ? type.Name : null;
}
