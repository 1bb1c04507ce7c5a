using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The diagnostics about proxies in general. A published id keeps its meaning.</summary>
internal static class ProxyDiagnostics
{
    public static readonly DiagnosticDescriptor NotProxyable = DiagnosticFactory.Create(
        "ASPECT0003",
        "The interface cannot have a proxy",
        "The interface {0} cannot have a proxy, because {1} {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor InitAccessor = DiagnosticFactory.Create(
        "ASPECT0006",
        "The init accessor throws in the proxy",
        "The init accessor of {0} throws in the proxy, because the instance behind the proxy already exists. "
            + "Use set, or set the property on that instance.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnprotectedInstance = DiagnosticFactory.Create(
        "ASPECT0019",
        "The instance is used without its proxy",
        "The {0} is used as {1} without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or {2}.",
        DiagnosticSeverity.Info);
}
