using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds results whose work happens after the call has returned. A proxy does not see the outcome.</summary>
internal static class DeferredResults
{
    /// <summary>
    /// Finds the deferred result of a call, and its use; <see langword="null"/> if the proxy sees the whole outcome.
    /// </summary>
    public static (string Result, string Use)? Find(IMethodSymbol call)
    {
        if (call.ReturnsVoid || ReturnTypes.GetStreamShape(call.ReturnType) != StreamShape.None) return null;
        var result = ReturnTypes.GetTaskShape(call.ReturnType) switch
        {
            TaskShape.TaskOfResult or TaskShape.ValueTaskOfResult => ((INamedTypeSymbol)call.ReturnType).TypeArguments[0],
            _ => call.ReturnType,
        };
        return GetUse(result) is { } use ? (result.ToDisplayString(), use) : null;
    }

    private static string? GetUse(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate || type.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate) return "called";
        if (IsLazySequence(type)) return "enumerated";
        foreach (var known in GetBases(type))
        {
            if (KnownTypes.Is(known, "System.IO", "Stream")) return "read";
            if (ReturnTypes.GetStreamShape(known) == StreamShape.AsyncEnumerable) return "enumerated";
            if (ReturnTypes.GetStreamShape(known) == StreamShape.Observable) return "subscribed to";
        }

        return null;
    }

    // Only these types are lazy. A collection that implements them has its items already.
    private static bool IsLazySequence(ITypeSymbol type) => type.OriginalDefinition.SpecialType
        is SpecialType.System_Collections_IEnumerable
        or SpecialType.System_Collections_Generic_IEnumerable_T
        or SpecialType.System_Collections_IEnumerator
        or SpecialType.System_Collections_Generic_IEnumerator_T
        || KnownTypes.Is(type, "System.Collections.Generic", "IAsyncEnumerator")
        || KnownTypes.Is(type, "System.Linq", "IQueryable");

    private static IEnumerable<ITypeSymbol> GetBases(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.SelectMany(GetBases);
        return GetClasses(type).Concat(type.AllInterfaces);
    }

    private static IEnumerable<ITypeSymbol> GetClasses(ITypeSymbol type)
    {
        for (var known = type; known is not null; known = known.BaseType)
        {
            yield return known;
        }
    }
}
