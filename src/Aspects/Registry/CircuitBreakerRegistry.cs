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
/// <para>
/// A source that declares the same breaker again can have other delegates, for example because each instance of a class
/// declares a lambda. The first declaration stays in use, and the listeners get one callback error.
/// </para>
/// </remarks>
public sealed class CircuitBreakerRegistry : IDisposable
{
    private readonly Listeners _listeners;
    private readonly ConcurrentDictionary<string, BreakerRegistration> _registrations = new(StringComparer.OrdinalIgnoreCase);
    private bool _isDisposed;

    /// <summary>Creates an empty registry.</summary>
    /// <param name="timeProvider">
    /// The clock of the breakers; <see cref="TimeProvider.System"/> if <see langword="null"/>.
    /// </param>
    public CircuitBreakerRegistry(TimeProvider? timeProvider = null)
    {
        TimeProvider = timeProvider ?? TimeProvider.System;
        _listeners = new Listeners { CallListenersChanged = UpdateCallListeners };
    }

    /// <summary>The clock of the breakers.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The breakers that exist, ordered by name. Breakers with keys are not included.</summary>
    public IReadOnlyList<CircuitBreaker> Breakers =>
    [
        .. _registrations.Values
            .Select(static registration => registration.Existing)
            .OfType<CircuitBreaker>()
            .OrderBy(static breaker => breaker.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The breakers with keys that exist, ordered by name. Reading creates no breaker.</summary>
    /// <remarks>Breakers that were evicted or removed from their partition are not included.</remarks>
    public IReadOnlyList<CircuitBreaker> KeyedBreakers =>
    [
        .. _registrations.Values
            .Select(static registration => registration.ExistingPartition)
            .OfType<ICircuitBreakerPartition>()
            .OrderBy(static partition => partition.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(static partition => partition.Breakers),
    ];

    /// <summary>Returns the breaker of a name, and creates it if there is none.</summary>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="options">
    /// The settings that this user of the breaker declares. Other sources and the defaults supply the settings that are
    /// not set.
    /// </param>
    /// <param name="source">
    /// A name for this user, for messages about conflicting settings. Default: the calling member, file and line.
    /// </param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
    /// <returns>The breaker.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Another source has declared a different value of the same setting, or uses the name with keys. The message names
    /// both sources.
    /// </exception>
    public CircuitBreaker GetOrAdd(
        string name,
        CircuitBreakerOptions? options = null,
        string? source = null,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        GetOrAddRegistration(name).Declare(options, new DeclarationSource(source, member, file, line));

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

    /// <summary>Finds an existing set of breakers with keys by its name. Creates nothing.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="partition">
    /// The breakers, or <see langword="null"/> if the name has no breakers with keys of this type.
    /// </param>
    /// <returns>Whether the set exists.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public bool TryGetPartition<TKey>(string name, [NotNullWhen(true)] out CircuitBreakerPartition<TKey>? partition)
        where TKey : notnull
    {
        partition = _registrations.TryGetValue(name, out var registration) ? registration.ExistingPartition as CircuitBreakerPartition<TKey> : null;
        return partition is not null;
    }

    /// <summary>
    /// Sets settings of a breaker, or of all breakers that share a name. These settings override attributes.
    /// </summary>
    /// <remarks>
    /// Code can call this method before or after the breaker exists. An existing breaker keeps its state. A running
    /// break can become shorter, but not longer. Before the breaker exists, a contradiction with the default of a
    /// setting is no error, because a declaration can set that setting.
    /// </remarks>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="configure">Sets the settings. Later changes to the options have no effect.</param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other. Nothing has changed then.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public CircuitBreakerRegistry Configure(
        string name,
        Action<CircuitBreakerOptions> configure,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        GetOrAddRegistration(name).Configure(options, new DeclarationSource(name: null, member, file, line));
        return this;
    }

    /// <summary>
    /// Sets settings of the breaker of one key. These settings override those of <paramref name="name"/>.
    /// </summary>
    /// <remarks>
    /// Code can call this method before or after the breaker exists. An existing breaker keeps its state. The settings
    /// stay with the key after an eviction.
    /// </remarks>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name, neither empty nor blank.</param>
    /// <param name="key">The key.</param>
    /// <param name="configure">Sets the settings. Later changes to the options have no effect.</param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other. Nothing has changed then.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="key"/> or <paramref name="configure"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Another source uses the name without keys or with keys of a different type. The message names both sources.
    /// </exception>
    public CircuitBreakerRegistry Configure<TKey>(
        string name,
        TKey key,
        Action<CircuitBreakerOptions> configure,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        GetOrAddRegistration(name).Configure(key, options, new DeclarationSource(name: null, member, file, line));
        return this;
    }

    /// <summary>
    /// Notifies a listener of the events of all breakers of this registry, including future breakers.
    /// </summary>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) => _listeners.Add(listener);

    /// <summary>Notifies delegates of the events of all breakers of this registry, including future breakers.</summary>
    /// <param name="onTransition">Receives the changes of state.</param>
    /// <param name="onCallbackError">Receives the exceptions of user code; may be <see langword="null"/>.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onTransition"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(Action<CircuitTransition> onTransition, Action<CallbackError>? onCallbackError = null) =>
        Subscribe(new DelegateListener(onTransition, onCallbackError));

    /// <summary>
    /// Notifies a listener of each call of all breakers of this registry, including future breakers.
    /// </summary>
    /// <remarks>
    /// Each call is notified once. A call that was admitted before the subscription may be missing. The successes of a
    /// breaker whose key was evicted or removed before may be missing too. Without a call listener calls cost nothing
    /// more.
    /// </remarks>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable SubscribeToCalls(ICircuitCallListener listener) => _listeners.Add(listener);

    /// <summary>
    /// Notifies a delegate of each call of all breakers of this registry, including future breakers.
    /// </summary>
    /// <inheritdoc cref="SubscribeToCalls(ICircuitCallListener)" path="/remarks"/>
    /// <param name="onCall">Receives the calls.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onCall"/> is <see langword="null"/>.</exception>
    public IDisposable SubscribeToCalls(Action<CircuitCall> onCall) => SubscribeToCalls(new DelegateCallListener(onCall));

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
    /// A name for this user, for messages about conflicting settings. Default: the calling member, file and line.
    /// </param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
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
        string name,
        CircuitBreakerOptions? options = null,
        int? capacity = null,
        string? source = null,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        if (capacity is { } requested) ArgumentOutOfRangeException.ThrowIfLessThan(requested, 1, nameof(capacity));
        return GetOrAddRegistration(name).DeclarePartition<TKey>(options, capacity, new DeclarationSource(source, member, file, line));
    }

    /// <summary>Disposes all breakers, with and without keys. Does nothing the second time.</summary>
    /// <remarks>
    /// A breaker that is requested later is disposed from the start. <see cref="CircuitBreaker.Dispose"/> describes
    /// what a disposed breaker does.
    /// </remarks>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        foreach (var (_, registration) in _registrations) registration.Dispose();
    }

    private void UpdateCallListeners()
    {
        foreach (var (_, registration) in _registrations) registration.UpdateCallListeners();
    }

    private BreakerRegistration GetOrAddRegistration(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_registrations.TryGetValue(name, out var known)) return known;
        var registration = _registrations.GetOrAdd(
            name,
            static (name, registry) => new BreakerRegistration(name, registry.TimeProvider, registry._listeners),
            this);

        // Order: add the registration before this read. So Dispose finds the registration, or this thread reads true.
        if (Volatile.Read(ref _isDisposed)) registration.Dispose();
        return registration;
    }
}
