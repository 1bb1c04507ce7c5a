using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Which results do their work after the call that returns them, where no breaker sees how it ends.</summary>
internal static class LaterWork
{
    /// <summary>What a call leaves for later; <see langword="null"/> where it leaves nothing, or where the proxy guards that too.</summary>
    public static (string Result, string Use)? Of(IMethodSymbol call)
    {
        if (call.ReturnsVoid || ReturnTypes.StreamOf(call.ReturnType) != StreamShape.None) return null;
        var result = ReturnTypes.KindOf(call.ReturnType) switch
        {
            TaskShape.TaskOfResult or TaskShape.ValueTaskOfResult => ((INamedTypeSymbol)call.ReturnType).TypeArguments[0],
            _ => call.ReturnType,
        };
        return UseOf(result) is { } use ? (result.ToDisplayString(), use) : null;
    }

    private static string? UseOf(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate || type.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate) return "called";
        if (IsLazySequence(type)) return "enumerated";
        foreach (var known in BasesOf(type))
        {
            if (known.ToDisplayString() == "System.IO.Stream") return "read";
            if (ReturnTypes.StreamOf(known) == StreamShape.AsyncEnumerable) return "enumerated";
            if (ReturnTypes.StreamOf(known) == StreamShape.Observable) return "subscribed to";
        }

        return null;
    }

    // These very types: a collection that implements them has its items already.
    private static bool IsLazySequence(ITypeSymbol type) => type.OriginalDefinition.SpecialType
        is SpecialType.System_Collections_IEnumerable
        or SpecialType.System_Collections_Generic_IEnumerable_T
        or SpecialType.System_Collections_IEnumerator
        or SpecialType.System_Collections_Generic_IEnumerator_T
        || type.OriginalDefinition.ToDisplayString()
            is "System.Collections.Generic.IAsyncEnumerator<T>" or "System.Linq.IQueryable" or "System.Linq.IQueryable<T>";

    private static IEnumerable<ITypeSymbol> BasesOf(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.SelectMany(BasesOf);
        return ClassesOf(type).Concat(type.AllInterfaces);
    }

    private static IEnumerable<ITypeSymbol> ClassesOf(ITypeSymbol type)
    {
        for (var known = type; known is not null; known = known.BaseType)
        {
            yield return known;
        }
    }
}
