using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Compares the nullability and <c>[DoesNotReturn]</c> attributes of a fallback and of its call.</summary>
internal static class FallbackFlow
{
    // Promises: callers of the method rely on them, so the fallback must have them. Reservations: the method must have
    // each reservation of the fallback, because callers know only the method.
    private static readonly string[] Promises = ["AllowNullAttribute", "NotNullAttribute", "NotNullIfNotNullAttribute", "NotNullWhenAttribute"];
    private static readonly string[] Reservations = ["DisallowNullAttribute", "MaybeNullAttribute", "MaybeNullWhenAttribute"];

    /// <summary>
    /// Returns why the attributes of a fallback do not fit, as a clause with the fix; otherwise <see langword="null"/>.
    /// </summary>
    public static string? ReasonAgainst(IMethodSymbol fallback, IMethodSymbol call)
    {
        if (FlowAttributes.DoesNotReturn(call) && !FlowAttributes.DoesNotReturn(fallback))
        {
            return $"the method has [DoesNotReturn], and {fallback.ToDisplayString()} returns. Add the attribute to the fallback, or remove it from the method.";
        }

        var isKept = IsKept(fallback.GetReturnTypeAttributes(), call.GetReturnTypeAttributes())
            && call.Parameters.All(parameter => IsKept(fallback.Parameters[parameter.Ordinal].GetAttributes(), parameter.GetAttributes()));
        return isKept ? null : $"the nullability attributes of {fallback.ToDisplayString()} differ from those of the method. Use the attributes of the method.";
    }

    private static bool IsKept(ImmutableArray<AttributeData> fallback, ImmutableArray<AttributeData> call) =>
        Select(Promises, call).IsSubsetOf(Select(Promises, fallback)) && Select(Reservations, fallback).IsSubsetOf(Select(Reservations, call));

    private static HashSet<string> Select(string[] names, ImmutableArray<AttributeData> attributes) => new(
        attributes
            .Where(attribute => names.Contains(FlowAttributes.GetName(attribute)))
            .Select(static attribute => FlowAttributes.GetName(attribute) + string.Concat(attribute.ConstructorArguments.Select(static argument => argument.Value))),
        StringComparer.Ordinal);
}
