using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The circuit breaker, as an aspect of proxies.</summary>
internal sealed class CircuitBreakerAspect : IAspect
{
    public bool IsUsedBy(INamedTypeSymbol type) => BreakerUses.IsAnnotated(type);

    public IEnumerable<INamedTypeSymbol> GetExternalInterfaces(Compilation compilation) =>
        ExternalInterfaces.Get(compilation).All.Select(static proxied => proxied.Type);

    public IEnumerable<Refusal> FindRefusals(INamedTypeSymbol type, Compilation compilation)
    {
        // For an annotated interface, ASPECT0001 reports a missing name.
        if (ExternalInterfaces.Get(compilation).Resolve(type).OfAssembly.IsEmpty) yield break;
        foreach (var attribute in BreakerUses.GetAll(type))
        {
            if (!attribute.HasUsableName) yield return new Refusal(attribute.Owner, "has a [CircuitBreaker] without a name. Write the name in the assembly of the interface.");
        }
    }

    public string? ReasonAgainst(ISymbol member, INamedTypeSymbol type, Compilation compilation)
    {
        var proxied = ExternalInterfaces.Get(compilation).Resolve(type);
        return InterfaceMembers.GetCalls(member)
            .Where(call => !call.ReturnsVoid && AttributePrecedence.FindBreaker(call, proxied) is not null)
            .Select(call => ReasonAgainst(call, compilation))
            .FirstOrDefault(static reason => reason is not null);
    }

    public IAspectParser? CreateParser(ProxyScope scope) => BreakerUses.GetAll(scope.Type).All(static attribute => attribute.HasUsableName)
        ? new BreakerParser(ExternalInterfaces.Get(scope.Compilation).Resolve(scope.Type), scope)
        : null;

    // The breaker must see the outcome of each guarded call.
    private static string? ReasonAgainst(IMethodSymbol call, Compilation compilation)
    {
        var type = call.ReturnType;
        var isAnnotated = BreakerAttribute.Find(call) is not null || call.AssociatedSymbol is not null;
        var passThrough = isAnnotated
            ? "or remove [CircuitBreaker]"
            : "or add [NoCircuitBreaker]";
        if (ReturnTypes.GetTaskShape(type) != TaskShape.None || ReturnTypes.GetStreamShape(type) != StreamShape.None)
        {
            return call.RefKind == RefKind.None
                ? null
                : $"returns {type.ToDisplayString()} by reference, so that the circuit breaker cannot see the outcome. Return it by value, {passThrough}.";
        }

        return CompilationContext.Get(compilation).IsAwaitable(type)
            ? $"returns {type.ToDisplayString()}, an awaitable other than Task and ValueTask, so that the circuit breaker cannot see the outcome. "
                + $"Return a task, {passThrough}."
            : null;
    }
}
