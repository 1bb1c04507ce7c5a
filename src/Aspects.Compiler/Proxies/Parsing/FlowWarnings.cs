using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Warnings about null, and about returning, that the bodies of a proxy would raise. The instance behind it keeps what the attributes of
/// the interface promise; the compiler, which cannot see that, would doubt it where the proxy hands on.
/// </summary>
internal static class FlowWarnings
{
    private const string NullAssignment = "CS8601";
    private const string NullArgument = "CS8604";
    private const string NullWhereDisallowed = "CS8607";
    private const string OtherNullability = "CS8619";
    private const string ReturnsAfterAll = "CS8763";
    private const string NullOnExit = "CS8777";

    public static EquatableArray<string> Find(IEnumerable<ISymbol> members, ProxiedInterface proxied, Compilation compilation) => members
        .SelectMany(InterfaceMembers.GetCalls)
        .SelectMany(call => Find(call, proxied, compilation))
        .Distinct()
        .OrderBy(static id => id, StringComparer.Ordinal)
        .ToEquatableArray();

    private static IEnumerable<string> Find(IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        var isGuarded = AttributePrecedence.FindBreaker(call, proxied) is not null;
        var isTask = ReturnTypes.GetTaskShape(call.ReturnType) != TaskShape.None;

        // A rejected task is returned before the callee could look at its arguments; accessors never count as such that do not return.
        if (isGuarded && isTask && call.Parameters.Any(static parameter => Has(parameter.GetAttributes(), "NotNullAttribute"))) yield return NullOnExit;
        if (FlowAttributes.DoesNotReturn(call) && (call.AssociatedSymbol is not null || (isGuarded && isTask))) yield return ReturnsAfterAll;

        // A reference is to what may be null and what may not, whatever it says of reading and writing.
        if (call.RefKind != RefKind.None && Has(AttributesOfResult(call), "NotNullAttribute", "MaybeNullAttribute"))
        {
            yield return NullAssignment;
            yield return OtherNullability;
        }

        // The fallback is given what the callee has left in its arguments.
        if (Fallback.Find(call, proxied, compilation) is not { } fallback) yield break;
        if (!isTask && fallback.OnFailure && call.Parameters.Any(IsLeftNullByReference))
        {
            yield return NullAssignment;
            yield return NullWhereDisallowed;
        }

        if (call.Parameters.Any(static parameter => parameter.RefKind == RefKind.None && Has(parameter.GetAttributes(), "MaybeNullAttribute"))) yield return NullArgument;
    }

    private static bool IsLeftNullByReference(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.Ref && Has(parameter.GetAttributes(), "DisallowNullAttribute", "MaybeNullAttribute", "MaybeNullWhenAttribute");

    private static ImmutableArray<AttributeData> AttributesOfResult(IMethodSymbol call) =>
        call.AssociatedSymbol is { } property ? call.GetReturnTypeAttributes().AddRange(property.GetAttributes()) : call.GetReturnTypeAttributes();

    private static bool Has(ImmutableArray<AttributeData> attributes, params string[] names) =>
        attributes.Any(attribute => names.Contains(FlowAttributes.GetName(attribute)));
}
