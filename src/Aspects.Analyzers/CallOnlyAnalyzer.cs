using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

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
            if (LaterWork.Of(call) is not { } later || AnnotatedInterface.BreakerOf(call, member.Proxied) is not { } attribute) continue;
            member.Report(Diagnostic.Create(
                Descriptors.CallOnly, member.Place, member.Symbol.ToDisplayString(), attribute.Name, later.Result, later.Use));
        }
    }
}
