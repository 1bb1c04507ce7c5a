using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>What attributes say of null, and of returning at all: what stands in for a method has to keep it.</summary>
internal static class FlowAttributes
{
    // What callers of the method may rely on, and what callers of its fallback have to mind.
    private static readonly string[] Promises = ["AllowNullAttribute", "NotNullAttribute", "NotNullIfNotNullAttribute", "NotNullWhenAttribute"];
    private static readonly string[] Reservations = ["DisallowNullAttribute", "MaybeNullAttribute", "MaybeNullWhenAttribute"];
    private const string NeverReturns = "DoesNotReturnAttribute";

    /// <summary>Why a method that fits a call by its signature does not by these, as a clause with the fix; <see langword="null"/> where it does.</summary>
    public static string? ReasonAgainst(IMethodSymbol fallback, IMethodSymbol call)
    {
        if (DoesNotReturn(call) && !DoesNotReturn(fallback))
        {
            return $"it has [DoesNotReturn], and {fallback.ToDisplayString()} returns; put the attribute there, or take it away here";
        }

        var isKept = Keeps(fallback.GetReturnTypeAttributes(), call.GetReturnTypeAttributes())
            && call.Parameters.All(parameter => Keeps(fallback.Parameters[parameter.Ordinal].GetAttributes(), parameter.GetAttributes()));
        return isKept ? null : $"the attributes of {fallback.ToDisplayString()} say something else of null; give it those of the method it stands in for";
    }

    public static bool DoesNotReturn(ISymbol member) => member.GetAttributes().Any(static attribute => NameOf(attribute) == NeverReturns);

    /// <summary>The name of an attribute that the compiler knows; <see langword="null"/> for those of others, who have such names too.</summary>
    public static string? NameOf(AttributeData attribute) => attribute.AttributeClass is
    {
        ContainingNamespace: { Name: "CodeAnalysis", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
    } type
        ? type.Name
        : null;

    private static bool Keeps(ImmutableArray<AttributeData> fallback, ImmutableArray<AttributeData> call) =>
        Named(Promises, call).IsSubsetOf(Named(Promises, fallback)) && Named(Reservations, fallback).IsSubsetOf(Named(Reservations, call));

    private static HashSet<string> Named(string[] names, ImmutableArray<AttributeData> attributes) => new(
        attributes
            .Where(attribute => names.Contains(NameOf(attribute)))
            .Select(static attribute => NameOf(attribute) + string.Concat(attribute.ConstructorArguments.Select(static argument => argument.Value))),
        StringComparer.Ordinal);
}
