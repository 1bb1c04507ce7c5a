using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads <c>[DoesNotReturn]</c> and the attributes about nullability.</summary>
internal static class FlowAttributes
{
    public static bool DoesNotReturn(ISymbol member) =>
        member.GetAttributes().Any(static attribute => GetName(attribute) == "DoesNotReturnAttribute");

    public static bool HasAny(ImmutableArray<AttributeData> attributes, params string[] names) =>
        attributes.Any(attribute => names.Contains(GetName(attribute)));

    /// <summary>
    /// Returns the name of an attribute of the code analysis namespace; <see langword="null"/> for every other
    /// attribute.
    /// </summary>
    public static string? GetName(AttributeData attribute) =>
        attribute.AttributeClass is { } type && KnownTypes.Is(type, "System.Diagnostics.CodeAnalysis", type.Name) ? type.Name : null;
}
