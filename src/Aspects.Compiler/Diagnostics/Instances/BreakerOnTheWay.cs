using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Calls through another interface of what the same breaker guards: a failure there is counted by both proxies.</summary>
internal static class BreakerOnTheWay
{
    /// <summary>The calls in the implementation of a guarded member that its breaker guards once more.</summary>
    public static IEnumerable<(Location Place, ISymbol Called, string Breaker)> In(Body body, ISymbol owner, GuardedMethods guarded, ProxiedInterfaces proxies)
    {
        if (owner is not IMethodSymbol { ContainingType: { } type } method || guarded.BreakerOf(method, type) is not { } breaker || CircuitKey.Of(method) is not null) yield break;

        foreach (var operation in body.Operations)
        {
            var (instance, called) = operation switch
            {
                IInvocationOperation call => (call.Instance, call.TargetMethod),
                IPropertyReferenceOperation property => (property.Instance, property.Property.GetMethod),
                _ => default,
            };
            if (instance?.Type is not INamedTypeSymbol through || called is null || type.AllInterfaces.Prepend(type).Contains(through, SymbolEqualityComparer.Default)) continue;

            // What is made here has no proxy that could count. Each key has a breaker of its own.
            if (proxies.Find(through) is not { } proxied || body.ValueOf(instance) is IObjectCreationOperation || CircuitKey.Of(called) is not null) continue;
            if (AnnotatedInterface.BreakerOf(called, proxied) is not { Name: { } name } || !name.Equals(breaker, StringComparison.OrdinalIgnoreCase)) continue;
            yield return (NameOf(operation.Syntax).GetLocation(), called.AssociatedSymbol ?? called, breaker);
        }
    }

    private static SyntaxNode NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => call,
    };
}
