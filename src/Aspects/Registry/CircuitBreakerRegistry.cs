using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The breakers of an application by name: one name is one breaker, from every door. Names are compared without regard
/// to case. Safe for use by any number of threads.
/// </summary>
/// <remarks>
/// Settings come from those who use a breaker, such as the attributes of proxies, and from <see cref="Configure"/>, which wins.
/// In which order they arrive does not matter.
/// </remarks>
/// <param name="timeProvider">The clock of the breakers; <see cref="TimeProvider.System"/> where <see langword="null"/>.</param>
public sealed class CircuitBreakerRegistry(TimeProvider? timeProvider = null)
{
    private readonly Listeners _listeners = new();
    private readonly ConcurrentDictionary<string, BreakerRegistration> _breakers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The clock of the breakers.</summary>
    public TimeProvider TimeProvider { get; } = timeProvider ?? TimeProvider.System;

    /// <summary>The breakers that exist, in the order of their names; without those that are one for each key.</summary>
    public IReadOnlyList<CircuitBreaker> Breakers =>
    [
        .. _breakers.Values
            .Select(static registered => registered.Existing)
            .OfType<CircuitBreaker>()
            .OrderBy(static breaker => breaker.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Finds a breaker, or creates it.</summary>
    /// <param name="name">Its name: neither empty nor blank.</param>
    /// <param name="options">
    /// The settings this user of the breaker asks for; what is not set is left to others and to the defaults.
    /// </param>
    /// <param name="source">Who asks, for the message where two ask for different things; the calling member if not given.</param>
    /// <returns>The breaker of that name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another source has asked for a different value of the same setting, or for one breaker for each key; the message names both.
    /// </exception>
    public CircuitBreaker GetOrAdd(
        string name, CircuitBreakerOptions? options = null, [CallerMemberName] string source = "") =>
        Find(name).Declare(options, source);

    /// <summary>Finds a breaker that exists; breakers that share a name, one for each key, are not found by it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="breaker">The breaker, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out CircuitBreaker? breaker)
    {
        breaker = _breakers.TryGetValue(name, out var registered) ? registered.Existing : null;
        return breaker is not null;
    }

    /// <summary>
    /// Sets numbers of a breaker, or of all that share a name, in code; they win over those of attributes. Works before the breaker exists and after:
    /// then its state, and a break already running, stay as they are.
    /// </summary>
    /// <param name="name">Its name: neither empty nor blank.</param>
    /// <param name="configure">Sets what is to be set.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public CircuitBreakerRegistry Configure(string name, Action<CircuitBreakerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        Find(name).Configure(options);
        return this;
    }

    /// <summary>Tells a listener from now on what every breaker of this registry does, those to come as well.</summary>
    /// <param name="listener">The listener.</param>
    /// <returns>Ends the subscription when it is disposed of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) => _listeners.Add(listener);

    /// <summary>Finds the breakers that share a name, one for each key, or creates the set of them, which is bounded.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name: neither empty nor blank.</param>
    /// <param name="options">
    /// The settings this user of the breakers asks for; what is not set is left to others and to the defaults.
    /// </param>
    /// <param name="capacity">How many breakers there may be at a time. At least 1; 1,000 where nobody says.</param>
    /// <param name="source">Who asks, for the message where two ask for different things; the calling member if not given.</param>
    /// <returns>The breakers of that name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank, or settings contradict each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another source has asked for a single breaker of that name, for keys of another type, for another capacity, or for a
    /// different value of the same setting; the message names both.
    /// </exception>
    public CircuitBreakerPartition<TKey> GetOrAddPartition<TKey>(
        string name, CircuitBreakerOptions? options = null, int? capacity = null, [CallerMemberName] string source = "")
        where TKey : notnull
    {
        if (capacity is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(capacity));
        return Find(name).DeclarePartition<TKey>(options, capacity, source);
    }

    private BreakerRegistration Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _breakers.GetOrAdd(
            name,
            static (name, registry) => new BreakerRegistration(name, registry.TimeProvider, registry._listeners),
            this);
    }
}
