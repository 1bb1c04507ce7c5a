using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0018: a call that a timeout gives up, but cannot end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimeoutAnalyzer : LibraryAnalyzer
{
    private const string Setting = "TimeoutSeconds";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TimeoutWithoutToken];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        foreach (var call in AnnotatedInterface.CallsOf(member.Symbol))
        {
            if (ReasonAgainst(call) is not { } reason || AnnotatedInterface.BreakerOf(call, member.Proxied) is not { HasUsableName: true } attribute) continue;

            // One breaker has one timeout, for all that goes through it, whichever interface it comes from.
            var breaker = ProxiedInterfaces.Of(member.Compilation).Breaker(attribute.Name!);
            if (breaker is null || !breaker.Settings.TryGetValue(Setting, out var timeout) || timeout.Value == 0) continue;
            member.Report(Diagnostic.Create(Descriptors.TimeoutWithoutToken, member.Place, member.Symbol.ToDisplayString(), attribute.Name, reason));
        }
    }

    // A stream has the token of whoever enumerates it. A call that returns what it brings has been waited for already: that it took too long
    // counts as a failure, which is what one may want.
    private static string? ReasonAgainst(IMethodSymbol call)
    {
        if (ReturnTypes.GetStreamShape(call.ReturnType) == StreamShape.Observable) return "an observable may have nothing to say for as long as it likes, and no timeout ends it; give it a breaker of its own";
        if (ReturnTypes.GetTaskShape(call.ReturnType) == TaskShape.None || call.Parameters.Any(CancellationTokens.IsToken)) return null;
        return call.AssociatedSymbol is null
            ? "it takes no CancellationToken: its caller goes on when the time is up, and the call goes on behind; add one"
            : "a property takes no CancellationToken: its caller goes on when the time is up, and the call goes on behind; make it a method that takes one, or give it a breaker without a timeout";
    }
}
