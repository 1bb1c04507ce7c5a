using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0006: an init accessor, which a proxy implements but cannot forward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitAccessorAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ProxyDiagnostics.InitAccessor];

    private protected override void Register(CompilationStartAnalysisContext start) => ProxiedMember.Register(start, Analyze);

    private static void Analyze(ProxiedMember member)
    {
        if (member.Symbol is not IPropertySymbol property) return;
        if (InterfaceMembers.GetAccessors(property).FirstOrDefault(static accessor => accessor.IsInitOnly) is not { } init) return;

        // Shows the definition, so that all constructed forms of a generic interface have the same message.
        member.Report(Diagnostic.Create(
            ProxyDiagnostics.InitAccessor, Locations.Find(init, member.Compilation) ?? member.Location, property.OriginalDefinition.ToDisplayString()));
    }
}
