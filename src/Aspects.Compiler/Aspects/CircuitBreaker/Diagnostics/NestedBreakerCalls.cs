using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>
/// Finds calls through a second interface with the same circuit breaker. Both proxies count such a call.
/// </summary>
internal static class NestedBreakerCalls
{
    /// <summary>
    /// Finds the calls in the implementation of a guarded member that the same circuit breaker guards again.
    /// </summary>
    public static IEnumerable<(Location Location, ISymbol Called, string Breaker)> Find(Body body, ISymbol owner, GuardedMethods guarded, ProxiedInterfaces proxies)
    {
        if (owner is not IMethodSymbol { ContainingType: { } type } method || guarded.FindBreaker(method, type) is not { } breaker || CircuitKey.Find(method) is not null) yield break;

        foreach (var operation in body.Operations)
        {
            var (instance, called) = operation switch
            {
                IInvocationOperation call => (call.Instance, call.TargetMethod),
                IPropertyReferenceOperation property => (property.Instance, property.Property.GetMethod),
                _ => default,
            };
            if (instance?.Type is not INamedTypeSymbol through || called is null || type.AllInterfaces.Prepend(type).Contains(through, SymbolEqualityComparer.Default)) continue;

            // A new instance has no proxy. With keys, each key has its own circuit breaker.
            if (proxies.Find(through) is not { } proxied || body.ResolveValue(instance) is IObjectCreationOperation || CircuitKey.Find(called) is not null) continue;
            if (AttributePrecedence.FindBreaker(called, proxied) is not { Name: { } name } || !name.Equals(breaker, StringComparison.OrdinalIgnoreCase)) continue;
            yield return (GetName(operation.Syntax).GetLocation(), called.AssociatedSymbol ?? called, breaker);
        }
    }

    private static SyntaxNode GetName(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => GetName(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => call,
    };
}
