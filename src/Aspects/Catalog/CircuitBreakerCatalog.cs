using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspects;

/// <summary>
/// The generated proxies of this process. Each assembly with annotated interfaces adds its own when it is loaded;
/// nothing is searched for.
/// </summary>
public static class CircuitBreakerCatalog
{
    private static readonly ConcurrentDictionary<Type, CircuitBreakerProxy> Entries = new();

    /// <summary>All proxies known so far, in no order.</summary>
    public static IReadOnlyCollection<CircuitBreakerProxy> Proxies => Entries.Values.ToArray();

    /// <summary>Finds the proxy of an interface.</summary>
    /// <param name="interfaceType">The interface; for a generic one either a closed form or its definition.</param>
    /// <param name="proxy">The proxy, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="interfaceType"/> is <see langword="null"/>.</exception>
    public static bool TryFind(Type interfaceType, [NotNullWhen(true)] out CircuitBreakerProxy? proxy)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        return Entries.TryGetValue(interfaceType, out proxy)
            || (interfaceType.IsConstructedGenericType
                && Entries.TryGetValue(interfaceType.GetGenericTypeDefinition(), out proxy));
    }

    /// <summary>
    /// Creates every breaker that the proxies known so far go through, with what their attributes set: for the start of an application,
    /// so that breakers are seen before they are used and settings that disagree are found at once.
    /// </summary>
    /// <param name="registry">Where the proxies will find them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The settings of a breaker contradict each other; the message says which.</exception>
    /// <exception cref="InvalidOperationException">Two sources ask for different values of one setting; the message names both.</exception>
    public static void Declare(CircuitBreakerRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var proxy in Entries.Values.OrderBy(static proxy => proxy.InterfaceName, StringComparer.Ordinal))
        {
            foreach (var breaker in proxy.Breakers)
            {
                breaker.Declare(registry, proxy.InterfaceName);
            }
        }
    }

    /// <summary>Adds a proxy. Called by generated code; adding it again does nothing.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="proxy"/> is <see langword="null"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void Add(CircuitBreakerProxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        Entries.TryAdd(proxy.InterfaceType, proxy);
    }
}
