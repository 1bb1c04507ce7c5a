using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0008: an opt-out that opts out of nothing. What covers the member may be an interface that inherits it, or an attribute on the
/// assembly.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NothingToLeaveOutAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NothingToLeaveOut];

    private protected override void Register(CompilationStartAnalysisContext start) => start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var member in AnnotatedInterface.AnnotatableMembersOf((INamedTypeSymbol)context.Symbol))
        {
            if (BreakerAttribute.OptOutOn(member) is not { } optOut) continue;

            // That is the contradiction of ASPECT0007.
            if (BreakerAttribute.On(member) is not null && AnnotatedInterface.IsSeenByProxy(member)) continue;
            if (IsCovered(member, context.Compilation) || Places.Of(optOut, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NothingToLeaveOut, syntax.GetLocation(), member.ToDisplayString()));
        }
    }

    private static bool IsCovered(ISymbol member, Compilation compilation) =>
        AnnotatedInterface.IsSeenByProxy(member)
        && ProxiedInterfaces.Of(compilation).FormsOf(member)
            .Any(static form => AnnotatedInterface.CallsOf(form.Member).Any(call => IsCovered(form.Member, call, form.Proxied)));

    // A property is covered where it is named: an attribute on the interface, or on the assembly for all of it, is about methods.
    private static bool IsCovered(ISymbol member, IMethodSymbol call, ProxiedInterface proxied) => member is IPropertySymbol
        ? proxied.NamedFor(call) is not null
        : AnnotatedInterface.CoverOf(call, proxied) is not null;
}
