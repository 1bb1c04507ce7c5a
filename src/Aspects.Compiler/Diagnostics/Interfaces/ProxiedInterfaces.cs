using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The interfaces of a compilation that get a proxy, whether they carry the attribute or an attribute on the assembly names them. Found once
/// for each compilation, for all analyzers.
/// </summary>
internal sealed class ProxiedInterfaces
{
    private readonly Dictionary<ISymbol, List<(ProxiedInterface Proxied, INamedTypeSymbol Declaring)>> _heirs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ProxiedInterface> _ofAssembly = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ProxiedInterface?> _found = new(SymbolEqualityComparer.Default);

    private readonly Lazy<Dictionary<string, NamedBreaker>> _breakers;

    private ProxiedInterfaces(Compilation compilation)
    {
        var annotated = compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(static type => type.TypeKind == TypeKind.Interface && AnnotatedInterface.IsAnnotated(type))
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .Select(static type => new ProxiedInterface(type));
        OfAssembly = [.. ForeignInterfaces.Of(compilation.Assembly)];
        All = [.. annotated, .. OfAssembly];
        _breakers = new(() => NamedBreaker.In(All).ToDictionary(static breaker => breaker.Name, StringComparer.OrdinalIgnoreCase));
        foreach (var proxied in OfAssembly) _ofAssembly[proxied.Type] = proxied;
        foreach (var proxied in All)
        {
            foreach (var declaring in AnnotatedInterface.InterfacesOf(proxied.Type))
            {
                if (!_heirs.TryGetValue(declaring.OriginalDefinition, out var heirs)) _heirs.Add(declaring.OriginalDefinition, heirs = []);
                heirs.Add((proxied, declaring));
            }
        }
    }

    /// <summary>All of them, in the order of their names: those that carry the attribute, and then the others.</summary>
    public IReadOnlyList<ProxiedInterface> All { get; }

    /// <summary>Those that attributes on the assembly name.</summary>
    public IReadOnlyList<ProxiedInterface> OfAssembly { get; }

    /// <summary>All breakers that attributes name.</summary>
    public IEnumerable<NamedBreaker> Breakers => _breakers.Value.Values;

    public static ProxiedInterfaces Of(Compilation compilation) =>
        CompilationContext.Get(compilation).GetOrAdd(static compilation => new ProxiedInterfaces(compilation));

    /// <summary>A breaker by its name; <see langword="null"/> where no proxy has a call that goes through it.</summary>
    public NamedBreaker? Breaker(string name) => _breakers.Value.TryGetValue(name, out var breaker) ? breaker : null;

    /// <summary>An interface as this compilation protects it, wherever it is declared; <see langword="null"/> where it does not.</summary>
    public ProxiedInterface? Find(INamedTypeSymbol type) => _found.GetOrAdd(type, type =>
    {
        if (type.TypeKind != TypeKind.Interface) return null;
        if (_ofAssembly.TryGetValue(type, out var closed)) return closed;
        if (_ofAssembly.TryGetValue(type.OriginalDefinition, out var open)) return new ProxiedInterface(type, open.OfAssembly);
        return AnnotatedInterface.IsAnnotated(type) ? new ProxiedInterface(type) : null;
    });

    /// <summary>The proxies that have the members of an interface, each with the form of the interface that it implements.</summary>
    public IReadOnlyList<(ProxiedInterface Proxied, INamedTypeSymbol Declaring)> With(INamedTypeSymbol declaring) =>
        _heirs.TryGetValue(declaring.OriginalDefinition, out var heirs) ? heirs : [];

    /// <summary>A member of an interface, or an accessor of one, as the proxies have it.</summary>
    public IEnumerable<(ProxiedInterface Proxied, ISymbol Member)> FormsOf(ISymbol member) => With(member.ContainingType)
        .SelectMany(heir => heir.Declaring.GetMembers(member.Name)
            .Where(form => SymbolEqualityComparer.Default.Equals(form.OriginalDefinition, member.OriginalDefinition))
            .Select(form => (heir.Proxied, form)));
}
