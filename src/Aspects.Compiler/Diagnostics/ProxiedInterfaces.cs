using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// The interfaces of a compilation that get a proxy, by their own attributes or by assembly attributes.
/// </summary>
/// <remarks>All analyzers share one instance for each compilation.</remarks>
internal sealed class ProxiedInterfaces
{
    private readonly Dictionary<ISymbol, List<(ProxiedInterface Proxied, INamedTypeSymbol Declaring)>> _heirs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ProxiedInterface> _external = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ProxiedInterface?> _found = new(SymbolEqualityComparer.Default);

    private ProxiedInterfaces(Compilation compilation)
    {
        var annotated = compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(static type => type.TypeKind == TypeKind.Interface && BreakerUses.IsAnnotated(type))
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .Select(static type => new ProxiedInterface(type));
        External = ExternalInterfaces.Get(compilation).All;
        All = [.. annotated, .. External];
        foreach (var proxied in External) _external[proxied.Type] = proxied;
        foreach (var proxied in All)
        {
            foreach (var declaring in InterfaceMembers.GetInterfaces(proxied.Type))
            {
                if (!_heirs.TryGetValue(declaring.OriginalDefinition, out var heirs)) _heirs.Add(declaring.OriginalDefinition, heirs = []);
                heirs.Add((proxied, declaring));
            }
        }
    }

    /// <summary>
    /// All proxied interfaces: the annotated ones in the order of their names, then the external ones.
    /// </summary>
    public IReadOnlyList<ProxiedInterface> All { get; }

    /// <summary>The interfaces that assembly attributes name.</summary>
    public IReadOnlyList<ProxiedInterface> External { get; }

    public static ProxiedInterfaces Get(Compilation compilation) =>
        CompilationContext.Get(compilation).GetOrAdd(static compilation => new ProxiedInterfaces(compilation));

    /// <summary>
    /// Calls <paramref name="analyze"/> for each proxied interface, with the action that reports a diagnostic about it.
    /// </summary>
    public static void Register(
        CompilationStartAnalysisContext start, Action<ProxiedInterface, Compilation, Action<Diagnostic>, CancellationToken> analyze)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind != TypeKind.Interface || !BreakerUses.IsAnnotated(type)) return;
                analyze(new ProxiedInterface(type), symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken);
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var proxied in Get(end.Compilation).External) analyze(proxied, end.Compilation, end.ReportDiagnostic, end.CancellationToken);
        });
    }

    /// <summary>
    /// Finds the proxied form of an interface of any assembly; <see langword="null"/> if this compilation makes no
    /// proxy for it.
    /// </summary>
    public ProxiedInterface? Find(INamedTypeSymbol type) => _found.GetOrAdd(type, type =>
    {
        if (type.TypeKind != TypeKind.Interface) return null;
        if (_external.TryGetValue(type, out var closed)) return closed;
        if (_external.TryGetValue(type.OriginalDefinition, out var open)) return new ProxiedInterface(type, open.OfAssembly);
        return BreakerUses.IsAnnotated(type) ? new ProxiedInterface(type) : null;
    });

    /// <summary>
    /// Finds the proxies that implement an interface, each with the constructed form that it implements.
    /// </summary>
    public IReadOnlyList<(ProxiedInterface Proxied, INamedTypeSymbol Declaring)> FindHeirs(INamedTypeSymbol declaring) =>
        _heirs.TryGetValue(declaring.OriginalDefinition, out var heirs) ? heirs : [];

    /// <summary>Finds the constructed forms of an interface member, or of an accessor, in all proxies.</summary>
    public IEnumerable<(ProxiedInterface Proxied, ISymbol Member)> FindForms(ISymbol member) => FindHeirs(member.ContainingType)
        .SelectMany(heir => heir.Declaring.GetMembers(member.Name)
            .Where(form => SymbolEqualityComparer.Default.Equals(form.OriginalDefinition, member.OriginalDefinition))
            .Select(form => (heir.Proxied, form)));
}
