using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Generator.Rules;

/// <summary>
/// What stands in the way of a proxy. The generator writes nothing for an interface that has one of these, and the
/// analyzer reports each: both from here, so that nothing is ever skipped in silence.
/// </summary>
internal static class Proxyability
{
    public static IEnumerable<Refusal> Of(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 } csharp)
        {
            yield return new Refusal(
                type, $"its project is compiled as C# {csharp.LanguageVersion.ToDisplayString()}; generated proxies need C# 12 or later");
        }

        if (InaccessibleReason(type, compilation) is { } reason)
        {
            yield return new Refusal(type, reason);
            yield break;
        }

        foreach (var member in AnnotatedInterface.MembersOf(type))
        {
            if (ReasonAgainst(member, type, compilation) is { } obstacle) yield return new Refusal(member, obstacle);
        }
    }

    private static string? InaccessibleReason(INamedTypeSymbol type, Compilation compilation)
    {
        for (var around = type; around is not null; around = around.ContainingType)
        {
            if (around.IsFileLocal) return "it is local to its file, where generated code cannot reach it; make it internal";
        }

        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? null
            : "it is not accessible outside the type it is nested in; make it internal or public";
    }

    private static string? ReasonAgainst(ISymbol member, INamedTypeSymbol proxied, Compilation compilation)
    {
        if (member.IsStatic) return "a proxy cannot forward a static abstract member to an instance; move it to another interface";
        if (!compilation.IsSymbolAccessibleWithin(member, compilation.Assembly))
        {
            return "it is not accessible to the proxy; make it public or internal";
        }

        return SignatureReason(member, compilation)
            ?? (member is IMethodSymbol method ? OutcomeReason(method, proxied) : null);
    }

    private static string? SignatureReason(ISymbol member, Compilation compilation)
    {
        if (member is IMethodSymbol { IsVararg: true }) return "it takes __arglist, which cannot be forwarded";

        foreach (var type in TypesOf(member))
        {
            if (type.SpecialType is SpecialType.System_TypedReference or SpecialType.System_ArgIterator or SpecialType.System_RuntimeArgumentHandle)
            {
                return $"it uses {type.ToDisplayString()}, which cannot be forwarded";
            }

            if (HasPointer(type) && compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
            {
                return "its signature has pointers in it; set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project";
            }

            if (type.TypeKind != TypeKind.Error && !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            {
                return $"the type {type.ToDisplayString()} is not accessible to the proxy; make it internal or public";
            }
        }

        return null;
    }

    // A guarded call has to have an outcome that the breaker can see.
    private static string? OutcomeReason(IMethodSymbol method, INamedTypeSymbol proxied)
    {
        if (method.ReturnsVoid || AnnotatedInterface.BreakerOf(method, proxied) is null) return null;
        var type = method.ReturnType;
        if (type.OriginalDefinition is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IObservable" } stream && IsGenericInSystem(stream))
        {
            return $"it returns a stream ({type.ToDisplayString()}), and streams cannot be guarded yet; "
                + "add [NoCircuitBreaker] to pass it through unguarded";
        }

        if (ReturnTypes.KindOf(type) == TaskShape.None && IsAwaitable(type))
        {
            return $"it returns {type.ToDisplayString()}, which is awaited but is neither Task nor ValueTask, so that its outcome "
                + "cannot be seen; return a task, or add [NoCircuitBreaker] to pass it through unguarded";
        }

        return null;
    }

    private static bool IsGenericInSystem(INamedTypeSymbol type) =>
        type.Arity == 1 && type.ContainingNamespace.ToDisplayString() is "System" or "System.Collections.Generic";

    private static bool IsAwaitable(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Dynamic
        && type.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false });

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Select(static parameter => parameter.Type)
            .Append(method.ReturnType)
            .Concat(method.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes)),
        IPropertySymbol property => property.Parameters.Select(static parameter => parameter.Type).Append(property.Type),
        IEventSymbol declared => [declared.Type],
        _ => [],
    };

    public static bool HasPointer(ISymbol member) => TypesOf(member).Any(HasPointer);

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };
}

/// <summary>A symbol that keeps an interface from having a proxy, and why, as a clause that follows «because».</summary>
internal readonly record struct Refusal(ISymbol Symbol, string Reason);
