using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>A fallback of a call: a method, or the same member of another implementation of the interface.</summary>
internal sealed class Fallback
{
    private Fallback(bool onFailure, IMethodSymbol? method, INamedTypeSymbol? type)
    {
        OnFailure = onFailure;
        Method = method;
        Type = type;
    }

    /// <summary>Whether the fallback answers failed calls, and not only rejected calls.</summary>
    public bool OnFailure { get; }

    /// <summary>The method; <see langword="null"/> if the fallback is a type.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>The constructed type; <see langword="null"/> if the fallback is a method.</summary>
    public INamedTypeSymbol? Type { get; }

    /// <summary>
    /// Finds the fallback of a guarded call; <see langword="null"/> if no attribute names a usable fallback.
    /// </summary>
    public static Fallback? Find(IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        if (FindSource(call, proxied) is not { } source || ReasonAgainst(source, call, proxied, compilation) is not null) return null;

        var onFailure = AnswersFailures(call, proxied);
        return source.Fallback is { } name
            ? new Fallback(onFailure, FallbackMethods.Find(name, call, proxied, compilation), type: null)
            : new Fallback(onFailure, method: null, (INamedTypeSymbol)FallbackTypes.Construct(source.FallbackType!, FindNamingInterface(source, proxied)));
    }

    /// <summary>Finds the nearest attribute that names a fallback of a guarded call.</summary>
    public static BreakerAttribute? FindSource(IMethodSymbol call, ProxiedInterface proxied)
    {
        foreach (var attribute in AttributePrecedence.GetAttributes(call, proxied))
        {
            // Skips a method name on an interface, because one method cannot replace all methods. An analyzer reports
            // the name.
            if (attribute.FallbackType is not null || (attribute.Fallback is not null && attribute.Owner is not INamedTypeSymbol)) return attribute;
        }

        return null;
    }

    /// <summary>
    /// Returns why a fallback cannot replace a call, as a clause with the fix; otherwise <see langword="null"/>.
    /// </summary>
    public static string? ReasonAgainst(BreakerAttribute source, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        var reason = source.Fallback is { } name
            ? FallbackMethods.ReasonAgainst(name, call, proxied, compilation)
                ?? ReasonAgainst(FallbackMethods.Find(name, call, proxied, compilation)!, call, proxied)
            : FallbackTypes.ReasonAgainst(source.FallbackType!, FindNamingInterface(source, proxied), call.ContainingType, compilation)
                ?? ReasonAgainstConstructor((INamedTypeSymbol)FallbackTypes.Construct(source.FallbackType!, FindNamingInterface(source, proxied)), proxied, compilation);
        return reason ?? ReasonAgainstLaterRun(call, proxied) ?? ReasonAgainstAwaiting(call, proxied);
    }

    // Obsolete code may call an obsolete method. The member or the whole proxy can be obsolete.
    private static string? ReasonAgainst(IMethodSymbol method, IMethodSymbol call, ProxiedInterface proxied) =>
        Obsoletion.IsError(method) && !Obsoletion.IsObsolete(call) && !Obsoletion.IsObsolete(proxied.Type)
            ? $"{method.ToDisplayString()} is obsolete, and a call of it is an error. Name another method, or make [Obsolete] a warning."
            : FallbackFlow.ReasonAgainst(method, call);

    private static string? ReasonAgainstConstructor(INamedTypeSymbol type, ProxiedInterface proxied, Compilation compilation) =>
        Obsoletion.IsError(FallbackTypes.FindConstructor(type, compilation)!) && !Obsoletion.IsObsolete(proxied.Type)
            ? $"the constructor of {type.ToDisplayString()} is obsolete, and a call of it is an error. Make [Obsolete] a warning."
            : null;

    // Finds the interface that gives an open fallback type its type arguments.
    private static INamedTypeSymbol FindNamingInterface(BreakerAttribute source, ProxiedInterface proxied) =>
        source.Owner as INamedTypeSymbol ?? source.Owner.ContainingType ?? proxied.Type;

    // A fallback that runs after the call has returned cannot use references or stack-only values.
    private static string? ReasonAgainstLaterRun(IMethodSymbol call, ProxiedInterface proxied)
    {
        var isLater = ReturnsStream(call) || AwaitsFailure(call, proxied);
        var parameter = call.Parameters.FirstOrDefault(static parameter =>
            parameter.RefKind != RefKind.None
            || parameter.Type is { IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true }
            || PointerTypes.HasPointer(parameter.Type));
        if (!isLater || parameter is null) return null;
        var remedy = ReturnsStream(call) ? "Pass the parameter by value" : "Pass the parameter by value, or use FallbackTrigger.Rejection";
        return $"parameter {parameter.Name} is passed by reference or has a stack-only type, and the fallback runs after {call.Name} has returned. {remedy}.";
    }

    // A proxy with pointers in the name of its interface is an unsafe class. Unsafe code cannot await.
    private static string? ReasonAgainstAwaiting(IMethodSymbol call, ProxiedInterface proxied) =>
        AwaitsFailure(call, proxied) && PointerTypes.HasPointerInName(proxied.Type)
            ? $"{proxied.Type.ToDisplayString()} has pointers in its name or in an inherited interface, and unsafe code cannot await. Use FallbackTrigger.Rejection."
            : null;

    private static bool AwaitsFailure(IMethodSymbol call, ProxiedInterface proxied) =>
        AnswersFailures(call, proxied) && ReturnTypes.GetTaskShape(call.ReturnType) != TaskShape.None;

    // A fallback cannot replace a stream that has delivered items.
    private static bool AnswersFailures(IMethodSymbol call, ProxiedInterface proxied) =>
        !ReturnsStream(call)
        && AttributePrecedence.GetAttributes(call, proxied)
            .Select(static attribute => attribute.FallbackOn)
            .FirstOrDefault(static cause => cause is not null) == (int)FallbackTrigger.RejectionOrFailure;

    private static bool ReturnsStream(IMethodSymbol call) => ReturnTypes.GetStreamShape(call.ReturnType) != StreamShape.None;
}

/// <summary>The values of <c>FallbackOn</c>, as in the runtime.</summary>
internal enum FallbackTrigger
{
    Rejection,
    RejectionOrFailure,
}
