using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0008: an opt-out on a member that no attribute covers.</summary>
/// <remarks>An inheriting interface or an assembly attribute can cover the member too.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptOutWithoutEffectAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.OptOutWithoutEffect];

    private protected override void Register(CompilationStartAnalysisContext start) => start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var member in BreakerUses.GetAnnotatableMembers((INamedTypeSymbol)context.Symbol))
        {
            if (BreakerAttribute.FindOptOut(member) is not { } optOut) continue;

            // ASPECT0007 reports an opt-out beside an attribute.
            if (BreakerAttribute.Find(member) is not null && InterfaceMembers.IsImplementedByProxy(member)) continue;
            if (IsCovered(member, context.Compilation) || Locations.FindSyntax(optOut, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            context.ReportDiagnostic(Diagnostic.Create(BreakerDiagnostics.OptOutWithoutEffect, syntax.GetLocation(), member.ToDisplayString()));
        }
    }

    private static bool IsCovered(ISymbol member, Compilation compilation) =>
        InterfaceMembers.IsImplementedByProxy(member)
        && ProxiedInterfaces.Get(compilation).FindForms(member)
            .Any(static form => InterfaceMembers.GetCalls(form.Member).Any(call => IsCovered(form.Member, call, form.Proxied)));

    // An attribute covers a property only by its name. Attributes on an interface cover methods.
    private static bool IsCovered(ISymbol member, IMethodSymbol call, ProxiedInterface proxied) => member is IPropertySymbol
        ? proxied.FindNamed(call) is not null
        : AttributePrecedence.FindCover(call, proxied) is not null;
}
