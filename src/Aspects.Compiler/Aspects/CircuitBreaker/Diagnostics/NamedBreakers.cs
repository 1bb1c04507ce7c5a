using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>All circuit breakers that the attributes of a compilation name.</summary>
internal sealed class NamedBreakers
{
    private readonly Dictionary<string, NamedBreaker> _breakers;

    private NamedBreakers(Compilation compilation) => _breakers = NamedBreaker.FindAll(ProxiedInterfaces.Get(compilation).All)
        .ToDictionary(static breaker => breaker.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<NamedBreaker> All => _breakers.Values;

    public static NamedBreakers Get(Compilation compilation) =>
        CompilationContext.Get(compilation).GetOrAdd(static compilation => new NamedBreakers(compilation));

    /// <summary>Finds a circuit breaker by its name; <see langword="null"/> if it guards no call of a proxy.</summary>
    public NamedBreaker? Find(string name) => _breakers.TryGetValue(name, out var breaker) ? breaker : null;
}
