using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0006: the one kind of member that a proxy has but cannot forward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitAccessorAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InitAccessor];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        if (member.Symbol is not IPropertySymbol property) return;
        if (AnnotatedInterface.AccessorsOf(property).FirstOrDefault(static accessor => accessor.IsInitOnly) is not { } init) return;

        // Which form of a generic interface it is makes no difference.
        member.Report(Diagnostic.Create(
            Descriptors.InitAccessor, Places.Of(init, member.Compilation) ?? member.Place, property.OriginalDefinition.ToDisplayString()));
    }
}
