using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The circuit breakers that share a name, one for each key, in a bounded set.</summary>
/// <remarks>
/// <para>
/// A full set evicts a breaker before it adds another. Breakers are evicted in this order: closed without counted
/// failures, closed with counted failures, not closed, isolated. Within one of these groups idle breakers come before
/// used breakers.
/// </para>
/// <para>
/// A breaker whose counted failures have left the window may be evicted later than this order says. An eviction costs
/// a constant time, amortized over the calls.
/// </para>
/// <para>
/// An evicted breaker keeps working for code that still holds it, but without its health probe: from then on its break
/// alone decides. Its key gets a new breaker.
/// </para>
/// <para>
/// Keys are compared with <see cref="EqualityComparer{T}.Default"/>, so strings with case, and must not change. Finding
/// the breaker of a known key allocates nothing if <typeparamref name="TKey"/> is <see cref="IEquatable{T}"/> or an
/// enumeration; other value types are boxed.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class CircuitBreakerPartition<TKey> : IReconfigurable, ICircuitBreakerPartition, ISettingsOwner
    where TKey : notnull
{
    private readonly object _sync = new();
    private readonly ConcurrentDictionary<TKey, EvictionQueues<TKey>.Entry> _entries = new();
    private readonly EvictionQueues<TKey> _queues = new();
    private readonly TimeProvider _timeProvider;
    private readonly Listeners _listeners;
    private readonly KeySettings<TKey> _keySettings;
    private CircuitBreakerOptions? _options;

    // A field, because the Count of the dictionary takes all its locks.
    private int _count;
    private bool _isDisposed;

    internal CircuitBreakerPartition(
        string name, CircuitBreakerOptions? options, KeySettings<TKey> keySettings, int capacity, TimeProvider timeProvider, Listeners listeners)
    {
        if (options is not null) OptionsValidator.ThrowIfContradictory(name, options);
        keySettings.ThrowIfContradictory(name, options);
        Name = name;
        Capacity = capacity;
        _options = options;
        _keySettings = keySettings;
        _timeProvider = timeProvider;
        _listeners = listeners;
    }

    /// <summary>The name that the breakers share.</summary>
    public string Name { get; }

    /// <summary>The largest number of breakers that exist at the same time.</summary>
    public int Capacity { get; private set; }

    /// <summary>The present number of breakers.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The number of breakers that have been evicted.</summary>
    public long Evictions { get; private set; }

    /// <summary>Returns the breaker of a key, and creates it if there is none.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public CircuitBreaker this[TKey key]
    {
        get
        {
            if (!_entries.TryGetValue(key, out var entry)) return Add(key);

            // Write only a change, because every write takes the cache line away from other cores.
            if (!entry.WasUsed) entry.WasUsed = true;
            return entry.Breaker;
        }
    }

    IEnumerable<CircuitBreaker> ICircuitBreakerPartition.Breakers => _entries.Select(static entry => entry.Value.Breaker);

    /// <summary>Finds the breaker of a key. Creates nothing, and does not count as a use of the breaker.</summary>
    /// <param name="key">The key.</param>
    /// <param name="breaker">The breaker, or <see langword="null"/> if there is none.</param>
    /// <returns>Whether the breaker exists.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool TryGet(TKey key, [NotNullWhen(true)] out CircuitBreaker? breaker)
    {
        breaker = _entries.TryGetValue(key, out var entry) ? entry.Breaker : null;
        return breaker is not null;
    }

    /// <summary>
    /// Removes the breaker of a key, as an eviction does. The next use of the key creates a new breaker.
    /// </summary>
    /// <remarks>The removed breaker is not disposed. It keeps working for code that still holds it.</remarks>
    /// <param name="key">The key.</param>
    /// <returns>Whether the key had a breaker.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool Remove(TKey key)
    {
        lock (_sync)
        {
            if (!_entries.TryGetValue(key, out var entry)) return false;
            RemoveEntry(entry);
            return true;
        }
    }

    /// <summary>Overrides settings of one key. They also override the settings that all keys share.</summary>
    /// <remarks>
    /// Code can call this method before or after the breaker of the key exists. An existing breaker keeps its state.
    /// The settings stay with the key after an eviction and after <see cref="Remove"/>.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="configure">Sets the settings. Later changes to the options have no effect.</param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed then.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="key"/> or <paramref name="configure"/> is <see langword="null"/>.
    /// </exception>
    public void Configure(
        TKey key,
        Action<CircuitBreakerOptions> configure,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        Configure(key, options, new DeclarationSource(name: null, member, file, line));
    }

    void ISettingsOwner.Configure(IReconfigurable breaker, object? key, CircuitBreakerOptions options, DeclarationSource source)
    {
        var effective = Configure((TKey)key!, options, source);

        // An evicted breaker is no longer an entry.
        breaker.ReplaceSettings(effective);
    }

    /// <summary>Disposes all breakers, those of future keys included. Does nothing the second time.</summary>
    /// <remarks><see cref="CircuitBreaker.Dispose"/> describes what a disposed breaker does.</remarks>
    public void Dispose()
    {
        lock (_sync)
        {
            _isDisposed = true;
            foreach (var (_, entry) in _entries) entry.Breaker.Dispose();
        }
    }

    /// <summary>Returns the keys and their breakers, in no particular order.</summary>
    public IReadOnlyCollection<KeyValuePair<TKey, CircuitBreaker>> ToList() =>
        [.. _entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Breaker))];

    /// <summary>Changes the capacity, and evicts the breakers above the new capacity.</summary>
    internal void Resize(int capacity)
    {
        lock (_sync)
        {
            Capacity = capacity;
            while (Count > capacity) Evict();
        }
    }

    /// <summary>Adds settings to those of a key, and returns the settings in force of the key.</summary>
    internal CircuitBreakerOptions Configure(TKey key, CircuitBreakerOptions options, DeclarationSource source)
    {
        lock (_sync)
        {
            var merged = _keySettings.Merge(key, options, source);
            var effective = KeySettings<TKey>.Layer(merged, _options);
            OptionsValidator.ThrowIfContradictory(Name, effective, key);
            _keySettings.Set(key, merged);
            if (_entries.TryGetValue(key, out var entry)) ((IReconfigurable)entry.Breaker).ReplaceSettings(effective);
            return effective;
        }
    }

    // Takes `_sync`, so that no breaker is created with the old settings at the same time.
    void IReconfigurable.ReplaceSettings(CircuitBreakerOptions options)
    {
        OptionsValidator.ThrowIfContradictory(Name, options);
        lock (_sync)
        {
            _keySettings.ThrowIfContradictory(Name, options);
            _options = options;
            foreach (var (key, entry) in _entries) ((IReconfigurable)entry.Breaker).ReplaceSettings(_keySettings.Resolve(key, options)!);
        }
    }

    void IReconfigurable.UpdateCallListeners()
    {
        foreach (var (_, entry) in _entries) ((IReconfigurable)entry.Breaker).UpdateCallListeners();
    }

    private CircuitBreaker Add(TKey key)
    {
        lock (_sync)
        {
            if (_entries.TryGetValue(key, out var existing)) return existing.Breaker;
            if (Count >= Capacity) Evict();
            var breaker = new CircuitBreaker(Name, key, _keySettings.Resolve(key, _options), _timeProvider, _listeners, this);
            if (_isDisposed) breaker.Dispose();
            _entries[key] = _queues.Add(key, breaker);
            _count++;

            // Order: after the entry, so that a call listener that comes or goes now finds the entry, or is found here.
            ((IReconfigurable)breaker).UpdateCallListeners();
            return breaker;
        }
    }

    // Requires `_sync`.
    private void Evict()
    {
        Debug.Assert(Monitor.IsEntered(_sync));
        RemoveEntry(_queues.FindVictim(Count));
        Evictions++;
    }

    // Requires `_sync`.
    private void RemoveEntry(EvictionQueues<TKey>.Entry entry)
    {
        Debug.Assert(Monitor.IsEntered(_sync));
        EvictionQueues<TKey>.Remove(entry);
        _entries.TryRemove(entry.Key, out _);
        _count--;
        entry.Breaker.EndHealthChecks();
    }
}
