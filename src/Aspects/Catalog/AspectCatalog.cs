using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspects;

/// <summary>The generated proxies of this process.</summary>
/// <remarks>
/// Each assembly with annotated interfaces adds its own proxies when the assembly is loaded. The catalog does not scan
/// assemblies.
/// </remarks>
public static class AspectCatalog
{
    // An external interface can have a proxy in several assemblies.
    private static readonly ConcurrentDictionary<Type, ImmutableArray<ProxyDescriptor>> Entries = new();

    /// <summary>All proxies of the assemblies loaded so far, ordered by the names of their interfaces.</summary>
    public static IReadOnlyCollection<ProxyDescriptor> Proxies =>
    [
        .. Entries.Values
            .SelectMany(static proxies => proxies)
            .OrderBy(static proxy => proxy.InterfaceName, StringComparer.Ordinal)
            .ThenBy(static proxy => proxy.ProxyType.AssemblyQualifiedName, StringComparer.Ordinal),
    ];

    /// <summary>Finds the proxy of an interface.</summary>
    /// <param name="interfaceType">
    /// The interface. A generic interface can be a closed type or the type definition.
    /// </param>
    /// <param name="proxy">The proxy, or <see langword="null"/> if there is none.</param>
    /// <returns>Whether the interface has a proxy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="interfaceType"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// Several assemblies have a proxy for the interface, because of <see cref="CircuitBreakerForAttribute"/>. The
    /// message names them.
    /// </exception>
    public static bool TryFind(Type interfaceType, [NotNullWhen(true)] out ProxyDescriptor? proxy)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        if (!Entries.TryGetValue(interfaceType, out var proxies)
            && !(interfaceType.IsConstructedGenericType && Entries.TryGetValue(interfaceType.GetGenericTypeDefinition(), out proxies)))
        {
            proxy = null;
            return false;
        }

        proxy = proxies.Length == 1 ? proxies[0] : throw CreateAmbiguous(proxies);
        return true;
    }

    /// <summary>Creates all breakers of the proxies in this catalog, with the settings of their attributes.</summary>
    /// <remarks>
    /// Call this method at the start of an application. Monitoring then shows breakers before their first use, and
    /// conflicting settings are found at once.
    /// </remarks>
    /// <param name="aspects">The registry for the breakers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="aspects"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The settings of a breaker contradict each other, or two sources declare different values of one setting. The
    /// message names all such breakers and their sources. All other breakers have been created.
    /// </exception>
    public static void Declare(AspectRegistry aspects)
    {
        ArgumentNullException.ThrowIfNull(aspects);
        var errors = new List<Exception>();
        foreach (var proxy in Proxies)
        {
            foreach (var breaker in proxy.Breakers)
            {
                try
                {
                    breaker.Declare(aspects.CircuitBreakers, proxy.InterfaceName);
                }
                catch (Exception error) when (error is InvalidOperationException or ArgumentException)
                {
                    errors.Add(error);
                }
            }
        }

        if (errors.Count == 0) return;
        throw new InvalidOperationException(
            string.Join(Environment.NewLine, errors.Select(static error => error.Message)), errors.Count == 1 ? errors[0] : new AggregateException(errors));
    }

    /// <summary>Adds a proxy. Generated code calls this method.</summary>
    /// <remarks>The method does nothing if the catalog already contains a proxy of the same class.</remarks>
    /// <param name="proxy">The proxy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="proxy"/> is <see langword="null"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void Add(ProxyDescriptor proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        Entries.AddOrUpdate(
            proxy.InterfaceType,
            static (_, added) => [added],
            static (_, known, added) => known.Any(other => other.ProxyType == added.ProxyType) ? known : known.Add(added),
            proxy);
    }

    private static InvalidOperationException CreateAmbiguous(ImmutableArray<ProxyDescriptor> proxies) => new(
        $"Several assemblies have a proxy for {proxies[0].InterfaceName}: "
        + string.Join("; ", proxies.Select(static proxy => $"{proxy.ProxyType.AssemblyQualifiedName} through {string.Join(", ", proxy.Breakers.Select(static breaker => breaker.Name))}"))
        + ". Keep [assembly: CircuitBreakerFor] in one of them only, or call the WithAspects extension of one proxy on the instance.");
}
