using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0012: a result that is used after the call has been counted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallOnlyAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.CallOnly];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        foreach (var call in AnnotatedInterface.CallsOf(member.Symbol))
        {
            if (DeferredResults.Find(call) is not { } later || AnnotatedInterface.BreakerOf(call, member.Proxied) is not { } attribute) continue;
            member.Report(Diagnostic.Create(
                Descriptors.CallOnly, member.Place, member.Symbol.ToDisplayString(), attribute.Name, later.Result, later.Use, RemedyFor(member, attribute)));
        }
    }

    // What another assembly declares can be neither changed nor annotated.
    private static string RemedyFor(ProxiedMember member, BreakerAttribute attribute)
    {
        if (SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingAssembly, member.Compilation.Assembly))
        {
            return "return a task or an IAsyncEnumerable<T> if that should count, or add [NoCircuitBreaker]";
        }

        return attribute.Owner is IAssemblySymbol
            ? "if it should not be guarded, list those that should in Members"
            : "if it should not be guarded, put the attribute on the methods that should";
    }
}
