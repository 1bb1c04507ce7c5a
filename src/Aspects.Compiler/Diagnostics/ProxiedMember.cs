using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>A member that a proxy implements, and the location for diagnostics about the member.</summary>
internal readonly record struct ProxiedMember(
    ISymbol Symbol, ProxiedInterface Proxied, Location? Location, Compilation Compilation, Action<Diagnostic> Report)
{
    /// <summary>Calls <paramref name="analyze"/> for each member of each proxy.</summary>
    /// <remarks>
    /// A member of this project has the location of its declaration. Equal messages of several proxies appear there
    /// once. A member of another assembly has the location of the interface or of the assembly attribute.
    /// </remarks>
    public static void Register(CompilationStartAnalysisContext start, Action<ProxiedMember> analyze)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind != TypeKind.Interface) return;

                var report = Reporting.SkipRepeats(symbol.ReportDiagnostic);
                foreach (var (proxied, declaring) in ProxiedInterfaces.Get(symbol.Compilation).FindHeirs(type))
                {
                    Analyze(declaring, proxied, symbol.Compilation, report, analyze, symbol.CancellationToken);
                }

                if (!BreakerUses.IsAnnotated(type)) return;
                AnalyzeExternal(new ProxiedInterface(type), symbol.Compilation, report, analyze, symbol.CancellationToken);
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var proxied in ProxiedInterfaces.Get(end.Compilation).External)
            {
                AnalyzeExternal(proxied, end.Compilation, Reporting.SkipRepeats(end.ReportDiagnostic), analyze, end.CancellationToken);
            }
        });
    }

    private static void AnalyzeExternal(
        ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, Action<ProxiedMember> analyze, CancellationToken cancellationToken)
    {
        foreach (var declaring in InterfaceMembers.GetInterfaces(proxied.Type))
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
        foreach (var member in InterfaceMembers.GetDeclaredMembers(declaring))
        {
            analyze(new ProxiedMember(member, proxied, Locations.Find(member, proxied, compilation, cancellationToken), compilation, report));
        }
    }
}
