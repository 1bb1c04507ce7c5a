using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The diagnostics about proxies in general. A published id keeps its meaning.</summary>
internal static class ProxyDiagnostics
{
    public static readonly DiagnosticDescriptor NotProxyable = DiagnosticFactory.Create(
        "ASPECT0003",
        "The interface cannot have a proxy",
        "{0} cannot have a circuit breaker proxy{1}: {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor InitAccessor = DiagnosticFactory.Create(
        "ASPECT0006",
        "An init accessor throws in the proxy",
        "The init accessor of {0} throws in a circuit breaker proxy, because the instance behind that is made already: "
            + "use set, or set the property on that instance",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnprotectedInstance = DiagnosticFactory.Create(
        "ASPECT0019",
        "An instance is used without its circuit breaker",
        "{0} is used as {1} without its circuit breakers: call WithAspects(aspects) on it, or {2}",
        DiagnosticSeverity.Info);
}
