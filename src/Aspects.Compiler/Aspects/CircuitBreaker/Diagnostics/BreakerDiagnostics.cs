using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The diagnostics about circuit breakers. A published id keeps its meaning.</summary>
internal static class BreakerDiagnostics
{
    public static readonly DiagnosticDescriptor MissingName = DiagnosticFactory.Create(
        "ASPECT0001",
        "The circuit breaker has no name",
        "The circuit breaker has no name, because the name on {0} is {1}. Write a name, as in [CircuitBreaker(\"auth\")].",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor SettingOutOfRange = DiagnosticFactory.Create(
        "ASPECT0002",
        "The setting is out of range",
        "The setting {0} = {1} on {2} is out of range. Use {3}, or remove the setting to get its default.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor SettingConflict = DiagnosticFactory.Create(
        "ASPECT0004",
        "One circuit breaker has two values of a setting",
        "Circuit breaker '{0}' has two values of a setting, {1} = {2} on {3} and {1} = {4} on {5}. Use one value, or remove one of them.",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MisplacedAttribute = DiagnosticFactory.Create(
        "ASPECT0005",
        "No proxy guards the member",
        "No proxy guards {0}, because {1}. {2}.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor OptOutConflict = DiagnosticFactory.Create(
        "ASPECT0007",
        "The member has both [CircuitBreaker] and [NoCircuitBreaker]",
        "The member {0} has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor OptOutWithoutEffect = DiagnosticFactory.Create(
        "ASPECT0008",
        "The opt-out has no effect",
        "The opt-out on {0} has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor OutcomeType = DiagnosticFactory.Create(
        "ASPECT0009",
        "The type cannot classify outcomes",
        "The type {0} cannot classify outcomes in {1} on {2}, because {3}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ExternalInterface = DiagnosticFactory.Create(
        "ASPECT0010",
        "[CircuitBreakerFor] cannot protect the interface",
        "[CircuitBreakerFor] cannot protect the interface {0}, because {1}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SettingContradiction = DiagnosticFactory.Create(
        "ASPECT0011",
        "The settings contradict each other",
        "The settings on {0} contradict each other, because {1}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor DeferredResult = DiagnosticFactory.Create(
        "ASPECT0012",
        "The circuit breaker does not see the deferred result",
        "Circuit breaker '{1}' does not see the deferred result of {0}, because the {2} is {3} after the call. {4}.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UnusableKey = DiagnosticFactory.Create(
        "ASPECT0013",
        "The parameter cannot be a circuit key",
        "The parameter {0} of {1} cannot be a circuit key, because {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor KeyConflict = DiagnosticFactory.Create(
        "ASPECT0014",
        "One circuit breaker has two kinds of keys",
        "Circuit breaker '{0}' has two kinds of keys, {1} on {2} and {3} on {4}. Use one kind of key, or two names.",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnusableFallback = DiagnosticFactory.Create(
        "ASPECT0015",
        "The fallback cannot replace the call",
        "The fallback cannot replace the call of {0}, because {1}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NameSpelling = DiagnosticFactory.Create(
        "ASPECT0016",
        "The circuit breaker name has two spellings",
        "The circuit breaker name has two spellings, '{2}' on {3} and '{0}' on {1}. Both name one circuit breaker, because names ignore case. Write '{2}', or choose a different name.",
        DiagnosticSeverity.Warning,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ReservedName = DiagnosticFactory.Create(
        "ASPECT0017",
        "Configuration cannot use the name",
        "Configuration cannot use the name '{0}' on {1}, because {2}. Choose another name.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TimeoutWithoutToken = DiagnosticFactory.Create(
        "ASPECT0018",
        "The timeout cannot end the call",
        "The timeout of circuit breaker '{1}' cannot end the call of {0}, because {2}",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AppliedTwice = DiagnosticFactory.Create(
        "ASPECT0020",
        "The same circuit breaker is applied twice",
        "The same circuit breaker is applied twice, because {0}. Each call counts twice. {1}.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SelfInvocation = DiagnosticFactory.Create(
        "ASPECT0021",
        "Self-invocation bypasses the circuit breaker",
        "Self-invocation of {0} in {2} bypasses circuit breaker '{1}', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CoversNothing = DiagnosticFactory.Create(
        "ASPECT0022",
        "The attribute covers no members",
        "The attribute for {0} covers no members, because the proxy forwards properties, events and Dispose unguarded. {1}.",
        DiagnosticSeverity.Warning);
}
