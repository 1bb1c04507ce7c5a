using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspects;

/// <summary>
/// The generated proxies of this process. Each assembly with annotated interfaces adds its own when it is loaded;
/// nothing is searched for.
/// </summary>
public static class AspectCatalog
{
    // An interface of another assembly may have a proxy in each assembly that asks for one.
    private static readonly ConcurrentDictionary<Type, ImmutableArray<ProxyDescriptor>> Entries = new();

    /// <summary>All proxies known so far, in the order of the names of their interfaces.</summary>
    public static IReadOnlyCollection<ProxyDescriptor> Proxies =>
    [
        .. Entries.Values
            .SelectMany(static proxies => proxies)
            .OrderBy(static proxy => proxy.InterfaceName, StringComparer.Ordinal)
            .ThenBy(static proxy => proxy.ProxyType.AssemblyQualifiedName, StringComparer.Ordinal),
    ];

    /// <summary>Finds the proxy of an interface.</summary>
    /// <param name="interfaceType">The interface; for a generic one either a closed form or its definition.</param>
    /// <param name="proxy">The proxy, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="interfaceType"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// Several assemblies have a proxy of the interface, by <see cref="CircuitBreakerForAttribute"/>; the message names them.
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

        proxy = proxies.Length == 1 ? proxies[0] : throw Ambiguous(proxies);
        return true;
    }

    /// <summary>
    /// Creates every breaker that the proxies known so far go through, with what their attributes set: for the start of an application,
    /// so that breakers are seen before they are used and settings that disagree are found at once.
    /// </summary>
    /// <param name="aspects">The registry in which the proxies will find them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="aspects"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The settings of a breaker contradict each other, or two sources ask for different values of one. The message names all such breakers
    /// and their sources; the others have been created.
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

    /// <summary>Adds a proxy. Called by generated code; adding one of the same class again does nothing.</summary>
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

    private static InvalidOperationException Ambiguous(ImmutableArray<ProxyDescriptor> proxies) => new(
        $"{proxies[0].InterfaceName} has a proxy in each of several assemblies: "
        + string.Join("; ", proxies.Select(static proxy => $"{proxy.ProxyType.AssemblyQualifiedName} through {string.Join(", ", proxy.Breakers.Select(static breaker => breaker.Name))}"))
        + ". Leave [assembly: CircuitBreakerFor] to one of them, or choose where the instance is made, with the WithAspects extension that is wanted.");
}
