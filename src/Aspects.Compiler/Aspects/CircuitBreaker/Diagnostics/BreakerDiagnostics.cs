using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The diagnostics about circuit breakers. A published id keeps its meaning.</summary>
internal static class BreakerDiagnostics
{
    public static readonly DiagnosticDescriptor MissingName = DiagnosticFactory.Create(
        "ASPECT0001",
        "The breaker has no name",
        "The circuit breaker name on {0} is {1}: write one that is not blank, as in [CircuitBreaker(\"auth\")]",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor SettingOutOfRange = DiagnosticFactory.Create(
        "ASPECT0002",
        "The number is out of range",
        "{0} is {1} on {2}: use {3}, or leave it out for the default",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor SettingConflict = DiagnosticFactory.Create(
        "ASPECT0004",
        "One breaker has two values of a setting",
        "Circuit breaker '{0}' has {1} = {2} on {3} and {4} on {5}: use one value in both, or set it in one of them",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MisplacedAttribute = DiagnosticFactory.Create(
        "ASPECT0005",
        "The attribute stands where no proxy can see it",
        "[CircuitBreaker] on {0} does nothing, because {1}: {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor OptOutConflict = DiagnosticFactory.Create(
        "ASPECT0007",
        "A member is guarded and left out at once",
        "{0} has both [CircuitBreaker] and [NoCircuitBreaker], and so is not guarded: take one of them away",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor OptOutWithoutEffect = DiagnosticFactory.Create(
        "ASPECT0008",
        "Nothing is left out here",
        "[NoCircuitBreaker] on {0} has no effect, because no circuit breaker covers it: take it away",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor OutcomeType = DiagnosticFactory.Create(
        "ASPECT0009",
        "The type cannot say what outcomes mean",
        "{0} cannot stand in {1} on {2}, because {3}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ExternalInterface = DiagnosticFactory.Create(
        "ASPECT0010",
        "The attribute of the assembly leads nowhere",
        "[CircuitBreakerFor] cannot protect {0}, because {1}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SettingContradiction = DiagnosticFactory.Create(
        "ASPECT0011",
        "Two settings contradict each other",
        "The settings on {0} make no sense together: {1}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor DeferredResult = DiagnosticFactory.Create(
        "ASPECT0012",
        "Only the call is guarded",
        "Circuit breaker '{1}' guards only the call of {0}, and does not see what happens when its {2} is {3} later: {4}",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UnusableKey = DiagnosticFactory.Create(
        "ASPECT0013",
        "The parameter cannot choose a breaker",
        "[CircuitKey] on parameter {0} of {1} has no effect: {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor KeyConflict = DiagnosticFactory.Create(
        "ASPECT0014",
        "One name has two kinds of keys",
        "Circuit breaker '{0}' has {1} on {2} and {3} on {4}: use the same in both, or two names",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnusableFallback = DiagnosticFactory.Create(
        "ASPECT0015",
        "The fallback cannot answer",
        "The fallback of {0} cannot answer: {1}",
        DiagnosticSeverity.Error,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NameSpelling = DiagnosticFactory.Create(
        "ASPECT0016",
        "One name is spelled in two ways",
        "The name '{0}' on {1} is that of circuit breaker '{2}' on {3}, for case makes no difference: write '{2}', or choose another name",
        DiagnosticSeverity.Warning,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ReservedName = DiagnosticFactory.Create(
        "ASPECT0017",
        "Configuration cannot reach the name",
        "Circuit breaker '{0}' on {1} cannot be configured by its name, because {2}: choose another name",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TimeoutWithoutToken = DiagnosticFactory.Create(
        "ASPECT0018",
        "The timeout cannot end the call",
        "The timeout of circuit breaker '{1}' cannot end a call of {0}: {2}",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AppliedTwice = DiagnosticFactory.Create(
        "ASPECT0020",
        "A circuit breaker stands around itself",
        "{0}, and every call would be counted twice: {1}",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SelfInvocation = DiagnosticFactory.Create(
        "ASPECT0021",
        "A call of one's own goes past the circuit breaker",
        "{2} calls {0} directly, past circuit breaker '{1}', which guards calls from outside only: call a private method that both share, or take the interface as a dependency",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CoversNothing = DiagnosticFactory.Create(
        "ASPECT0022",
        "The attribute guards nothing",
        "The circuit breaker of {0} guards nothing, because properties, events and Dispose are passed through and it has no other members: {1}",
        DiagnosticSeverity.Warning);
}
