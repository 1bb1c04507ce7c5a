using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0006: the one kind of member that a proxy has but cannot forward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitAccessorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InitAccessor];

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

        foreach (var property in AnnotatedInterface.MembersOf(type).OfType<IPropertySymbol>())
        {
            if (AnnotatedInterface.AccessorsOf(property).FirstOrDefault(static accessor => accessor.IsInitOnly) is not { } init) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.InitAccessor,
                Places.Of(init, context.Compilation) ?? Places.Of(type, context.Compilation),
                property.ToDisplayString(),
                type.ToDisplayString()));
        }
    }
}
