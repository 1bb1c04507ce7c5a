using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>A member that a proxy implements, and where to say something about it.</summary>
internal readonly record struct ProxiedMember(
    ISymbol Symbol, ProxiedInterface Proxied, Location? Place, Compilation Compilation, Action<Diagnostic> Report)
{
    /// <summary>
    /// Has every member looked at for each proxy that has it: one of this project where it is declared, and there what is true of several
    /// proxies is said once; one of another assembly at the interface that inherits it, or at the attribute of the assembly.
    /// </summary>
    public static void Register(CompilationStartAnalysisContext start, Action<ProxiedMember> analyze)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind != TypeKind.Interface) return;

                var report = Reports.Once(symbol.ReportDiagnostic);
                foreach (var (proxied, declaring) in ProxiedInterfaces.Of(symbol.Compilation).With(type))
                {
                    Analyze(declaring, proxied, symbol.Compilation, report, analyze, symbol.CancellationToken);
                }

                if (!AnnotatedInterface.IsAnnotated(type)) return;
                AnalyzeForeign(new ProxiedInterface(type), symbol.Compilation, report, analyze, symbol.CancellationToken);
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var proxied in ProxiedInterfaces.Of(end.Compilation).OfAssembly)
            {
                AnalyzeForeign(proxied, end.Compilation, Reports.Once(end.ReportDiagnostic), analyze, end.CancellationToken);
            }
        });
    }

    private static void AnalyzeForeign(
        ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, Action<ProxiedMember> analyze, CancellationToken cancellationToken)
    {
        foreach (var declaring in AnnotatedInterface.InterfacesOf(proxied.Type))
        {
            if (!SymbolEqualityComparer.Default.Equals(declaring.ContainingAssembly, compilation.Assembly)) Analyze(declaring, proxied, compilation, report, analyze, cancellationToken);
        }
    }

    private static void Analyze(
        INamedTypeSymbol declaring,
        ProxiedInterface proxied,
        Compilation compilation,
        Action<Diagnostic> report,
        Action<ProxiedMember> analyze,
        CancellationToken cancellationToken)
    {
        foreach (var member in AnnotatedInterface.DeclaredMembersOf(declaring))
        {
            analyze(new ProxiedMember(member, proxied, Places.Of(member, proxied, compilation, cancellationToken), compilation, report));
        }
    }
}
