using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the warnings about nullability and <c>[DoesNotReturn]</c> that the bodies of a proxy raise.</summary>
/// <remarks>The inner instance keeps the promises of these attributes, but the compiler cannot see that.</remarks>
internal static class FlowWarnings
{
    public const string NullAssignment = "CS8601";
    public const string ReturnsAfterAll = "CS8763";
    private const string OtherNullability = "CS8619";

    /// <param name="members">The members of the interface.</param>
    /// <param name="ofAspects">The warnings that the code of aspects raises.</param>
    public static EquatableArray<string> Find(IEnumerable<ISymbol> members, IEnumerable<string> ofAspects) => members
        .SelectMany(InterfaceMembers.GetCalls)
        .SelectMany(Find)
        .Concat(ofAspects)
        .Distinct()
        .OrderBy(static id => id, StringComparer.Ordinal)
        .ToEquatableArray();

    private static IEnumerable<string> Find(IMethodSymbol call)
    {
        // For the compiler, an accessor always returns.
        if (FlowAttributes.DoesNotReturn(call) && call.AssociatedSymbol is not null) yield return ReturnsAfterAll;

        // These attributes do not change the type of the referenced variable.
        if (call.RefKind != RefKind.None && FlowAttributes.HasAny(GetAttributesOfResult(call), "NotNullAttribute", "MaybeNullAttribute"))
        {
            yield return NullAssignment;
            yield return OtherNullability;
        }
    }

    private static ImmutableArray<AttributeData> GetAttributesOfResult(IMethodSymbol call) =>
        call.AssociatedSymbol is { } property ? call.GetReturnTypeAttributes().AddRange(property.GetAttributes()) : call.GetReturnTypeAttributes();
}
