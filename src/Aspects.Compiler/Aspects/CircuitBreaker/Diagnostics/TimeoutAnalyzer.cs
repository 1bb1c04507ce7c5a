using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0018: a call that its timeout cannot end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimeoutAnalyzer : LibraryAnalyzer
{
    private const string Setting = "TimeoutSeconds";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.TimeoutWithoutToken];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        foreach (var call in InterfaceMembers.GetCalls(member.Symbol))
        {
            if (ExplainEndless(call) is not { } reason || AttributePrecedence.FindBreaker(call, member.Proxied) is not { HasUsableName: true } attribute) continue;

            // A circuit breaker has one timeout for the calls of all its interfaces.
            var breaker = NamedBreakers.Get(member.Compilation).Find(attribute.Name!);
            if (breaker is null || !breaker.Settings.TryGetValue(Setting, out var timeout) || timeout.Value == 0) continue;
            member.Report(Diagnostic.Create(BreakerDiagnostics.TimeoutWithoutToken, member.Location, member.Symbol.ToDisplayString(), attribute.Name, reason));
        }
    }

    // Async streams and synchronous calls have no reason. The token of an async stream comes from its enumerator. A
    // synchronous call ends by itself.
    private static string? ExplainEndless(IMethodSymbol call)
    {
        if (ReturnTypes.GetStreamShape(call.ReturnType) == StreamShape.Observable) return "timeouts do not apply to an observable. Give it a circuit breaker without a timeout.";
        if (ReturnTypes.GetTaskShape(call.ReturnType) == TaskShape.None || call.Parameters.Any(CancellationTokens.IsToken)) return null;
        return call.AssociatedSymbol is null
            ? "the method takes no CancellationToken and continues after its caller has the TimeoutException. Add a CancellationToken."
            : "a property takes no CancellationToken and continues after its caller has the TimeoutException. Use a method with a CancellationToken, or a circuit breaker without a timeout.";
    }
}
