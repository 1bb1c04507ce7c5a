using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The circuit breakers of an application, by name.</summary>
/// <remarks>
/// <para>
/// All users of one name share one breaker. Case does not matter. Any number of threads can use a registry.
/// </para>
/// <para>
/// Users of a breaker declare settings, for example with attributes. <see cref="Configure"/> overrides declared
/// settings. The order in which settings arrive does not matter.
/// </para>
/// </remarks>
/// <param name="timeProvider">
/// The clock of the breakers; <see cref="TimeProvider.System"/> if <see langword="null"/>.
/// </param>
public sealed class CircuitBreakerRegistry(TimeProvider? timeProvider = null)
{
    private readonly Listeners _listeners = new();
    private readonly ConcurrentDictionary<string, BreakerRegistration> _registrations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The clock of the breakers.</summary>
    public TimeProvider TimeProvider { get; } = timeProvider ?? TimeProvider.System;

    /// <summary>The breakers that exist, ordered by name. Breakers with keys are not included.</summary>
    public IReadOnlyList<CircuitBreaker> Breakers =>
    [
        .. _registrations.Values
            .Select(static registration => registration.Existing)
            .OfType<CircuitBreaker>()
            .OrderBy(static breaker => breaker.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Returns the breaker of a name, and creates it if there is none.</summary>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="options">
    /// The settings that this user of the breaker declares. Other sources and the defaults supply the settings that are
    /// not set.
    /// </param>
    /// <param name="source">
    /// A name for this user, for messages about conflicting settings. Default: the calling member.
    /// </param>
    /// <returns>The breaker.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Another source has declared a different value of the same setting, or uses the name with keys. The message names
    /// both sources.
    /// </exception>
    public CircuitBreaker GetOrAdd(
        string name, CircuitBreakerOptions? options = null, [CallerMemberName] string source = "") =>
        GetOrAddRegistration(name).Declare(options, source);

    /// <summary>Finds an existing breaker by its name. This method does not find breakers with keys.</summary>
    /// <param name="name">The name.</param>
    /// <param name="breaker">The breaker, or <see langword="null"/> if there is none.</param>
    /// <returns>Whether the breaker exists.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out CircuitBreaker? breaker)
    {
        breaker = _registrations.TryGetValue(name, out var registration) ? registration.Existing : null;
        return breaker is not null;
    }

    /// <summary>
    /// Sets settings of a breaker, or of all breakers that share a name. These settings override attributes.
    /// </summary>
    /// <remarks>
    /// Code can call this method before or after the breaker exists. An existing breaker keeps its state. A running
    /// break can become shorter, but not longer.
    /// </remarks>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings of an existing breaker contradict each other. Nothing has
    /// changed then.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public CircuitBreakerRegistry Configure(string name, Action<CircuitBreakerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        GetOrAddRegistration(name).Configure(options);
        return this;
    }

    /// <summary>
    /// Notifies a listener of the events of all breakers of this registry, including future breakers.
    /// </summary>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) => _listeners.Add(listener);

    /// <summary>
    /// Returns the breakers that share a name, one for each key, and creates the set if there is none.
    /// </summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="options">
    /// The settings that this user of the breakers declares. Other sources and the defaults supply the settings that
    /// are not set.
    /// </param>
    /// <param name="capacity">
    /// The largest number of breakers that exist at the same time, at least 1. Default: the capacity that another
    /// source declares, or 1,000.
    /// </param>
    /// <param name="source">
    /// A name for this user, for messages about conflicting settings. Default: the calling member.
    /// </param>
    /// <returns>The breakers of that name.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another source uses the name without keys or with keys of a different type. Or another source has declared a
    /// different capacity, or a different value of the same setting. The message names both sources.
    /// </exception>
    public CircuitBreakerPartition<TKey> GetOrAddPartition<TKey>(
        string name, CircuitBreakerOptions? options = null, int? capacity = null, [CallerMemberName] string source = "")
        where TKey : notnull
    {
        if (capacity is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(capacity));
        return GetOrAddRegistration(name).DeclarePartition<TKey>(options, capacity, source);
    }

    private BreakerRegistration GetOrAddRegistration(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _registrations.GetOrAdd(
            name,
            static (name, registry) => new BreakerRegistration(name, registry.TimeProvider, registry._listeners),
            this);
    }
}
