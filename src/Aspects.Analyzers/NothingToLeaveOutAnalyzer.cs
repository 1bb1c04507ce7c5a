using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>
/// ASPECT0008: an opt-out that opts out of nothing. At the end of the compilation, because an interface that inherits
/// the member may be the one that is annotated.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NothingToLeaveOutAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NothingToLeaveOut];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var optOuts = new ConcurrentBag<(ISymbol Member, Location Location)>();
            var effective = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(
                symbol =>
                {
                    CollectOptOuts(symbol, optOuts);
                    CollectEffective((INamedTypeSymbol)symbol.Symbol, effective);
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var (member, location) in optOuts)
                {
                    if (effective.ContainsKey(member)) continue;
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.NothingToLeaveOut, location, member.ToDisplayString()));
                }
            });
        });
    }

    private static void CollectOptOuts(SymbolAnalysisContext context, ConcurrentBag<(ISymbol Member, Location Location)> optOuts)
    {
        foreach (var member in AnnotatedInterface.AnnotatableMembersOf((INamedTypeSymbol)context.Symbol))
        {
            if (BreakerAttribute.OptOutOn(member) is not { } optOut) continue;

            // That is the contradiction of ASPECT0007.
            if (BreakerAttribute.On(member) is not null && AnnotatedInterface.IsSeenByProxy(member)) continue;
            if (Places.Of(optOut, context.Compilation, context.CancellationToken)?.GetLocation() is not { } location) continue;
            optOuts.Add((member, location));
        }
    }

    private static void CollectEffective(INamedTypeSymbol type, ConcurrentDictionary<ISymbol, bool> effective)
    {
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;

        foreach (var call in AnnotatedInterface.MembersOf(type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (BreakerAttribute.OptsOut(call) && AnnotatedInterface.CoverOf(call, new ProxiedInterface(type)) is not null)
            {
                effective.TryAdd(call.OriginalDefinition, true);
            }
        }
    }
}
