using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0012: a deferred result, whose work happens after the circuit breaker has counted the call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeferredResultAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.DeferredResult];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        foreach (var call in InterfaceMembers.GetCalls(member.Symbol))
        {
            if (DeferredResults.Find(call) is not { } deferred || AttributePrecedence.FindBreaker(call, member.Proxied) is not { } attribute) continue;
            member.Report(Diagnostic.Create(
                BreakerDiagnostics.DeferredResult, member.Location, member.Symbol.ToDisplayString(), attribute.Name, deferred.Result, deferred.Use, FindRemedy(member, attribute)));
        }
    }

    // Members of another assembly can be neither changed nor annotated.
    private static string FindRemedy(ProxiedMember member, BreakerAttribute attribute)
    {
        if (SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingAssembly, member.Compilation.Assembly))
        {
            return "Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker]";
        }

        return attribute.Owner is IAssemblySymbol
            ? "To leave the member unguarded, list the other members in Members"
            : "To leave the member unguarded, put the attribute on single methods";
    }
}
