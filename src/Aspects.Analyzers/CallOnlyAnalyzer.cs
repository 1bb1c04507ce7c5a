using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0012: a result that is used after the call has been counted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallOnlyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.CallOnly];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;

        foreach (var call in AnnotatedInterface.MembersOf(type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (LaterWork.Of(call) is not { } later || AnnotatedInterface.BreakerOf(call, new ProxiedInterface(type)) is not { } attribute) continue;
            var member = call.AssociatedSymbol ?? call;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.CallOnly,
                Places.Of(member, context.Compilation) ?? Places.Of(type, context.Compilation),
                member.ToDisplayString(),
                attribute.Name,
                later.Result,
                later.Use));
        }
    }
}
