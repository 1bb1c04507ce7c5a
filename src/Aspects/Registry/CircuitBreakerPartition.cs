using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspects;

/// <summary>The circuit breakers that share a name, one for each key, in a bounded set.</summary>
/// <remarks>
/// <para>
/// A full set evicts a breaker before it adds another. Breakers are evicted in this order: closed without counted
/// failures, closed with counted failures, not closed, isolated. Within one of these groups idle breakers come before
/// used breakers.
/// </para>
/// <para>An evicted breaker keeps working for code that still holds it. Its key gets a new breaker.</para>
/// <para>
/// Keys are compared with <see cref="EqualityComparer{T}.Default"/>, so strings with case, and must not change. Finding
/// the breaker of a known key allocates nothing if <typeparamref name="TKey"/> is <see cref="IEquatable{T}"/> or an
/// enumeration; other value types are boxed. An eviction visits more breakers the more of them have counted failures,
/// at most all of them.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class CircuitBreakerPartition<TKey> : IReconfigurable
    where TKey : notnull
{
    private readonly Lock _sync = new();
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly LinkedList<Entry> _oldestFirst = [];
    private readonly TimeProvider _timeProvider;
    private readonly Listeners _listeners;
    private CircuitBreakerOptions? _options;

    internal CircuitBreakerPartition(
        string name, CircuitBreakerOptions? options, int capacity, TimeProvider timeProvider, Listeners listeners)
    {
        if (options is not null) OptionsValidator.ThrowIfContradictory(name, options);
        Name = name;
        Capacity = capacity;
        _options = options?.Clone();
        _timeProvider = timeProvider;
        _listeners = listeners;
    }

    /// <summary>The name that the breakers share.</summary>
    public string Name { get; }

    /// <summary>The largest number of breakers that exist at the same time.</summary>
    public int Capacity { get; private set; }

    /// <summary>The present number of breakers.</summary>
    public int Count => _entries.Count;

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

    /// <summary>Returns the keys and their breakers, in no particular order.</summary>
    public IReadOnlyCollection<KeyValuePair<TKey, CircuitBreaker>> ToList() =>
        [.. _entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Breaker))];

    /// <summary>Changes the capacity, and evicts the breakers above the new capacity.</summary>
    internal void Resize(int capacity)
    {
        lock (_sync)
        {
            Capacity = capacity;
            while (_entries.Count > capacity) Evict();
        }
    }

    // Takes `_sync`, so that no breaker is created with the old settings at the same time.
    void IReconfigurable.ReplaceSettings(CircuitBreakerOptions options)
    {
        OptionsValidator.ThrowIfContradictory(Name, options);
        lock (_sync)
        {
            _options = options.Clone();
            foreach (IReconfigurable breaker in _oldestFirst.Select(static entry => entry.Breaker))
            {
                breaker.ReplaceSettings(options);
            }
        }
    }

    private CircuitBreaker Add(TKey key)
    {
        lock (_sync)
        {
            if (_entries.TryGetValue(key, out var existing)) return existing.Breaker;
            if (_entries.Count >= Capacity) Evict();
            var entry = new Entry(key, new CircuitBreaker(Name, key, _options, _timeProvider, _listeners));
            _entries[key] = entry;
            _oldestFirst.AddLast(entry);
            return entry.Breaker;
        }
    }

    // Requires `_sync`. Visits the breakers, oldest first, and evicts the oldest breaker of the lowest rank. A visit
    // marks a breaker as idle, so that a breaker that was used since its last visit gets a second chance.
    private void Evict()
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        LinkedListNode<Entry>? victim = null;
        var lowest = EvictionRank.Isolated;
        for (var left = _oldestFirst.Count; left > 0 && lowest != EvictionRank.IdleAndClean; left--)
        {
            var node = _oldestFirst.First!;
            _oldestFirst.RemoveFirst();
            _oldestFirst.AddLast(node);
            var rank = node.Value.Rank;
            if (victim is null || rank < lowest) (lowest, victim) = (rank, node);
            node.Value.WasUsed = false;
        }

        _oldestFirst.Remove(victim!);
        _entries.TryRemove(victim!.Value.Key, out _);
        Evictions++;
    }

    /// <summary>The order of eviction: the lowest value loses the least.</summary>
    private enum EvictionRank
    {
        IdleAndClean,
        UsedAndClean,
        IdleWithFailures,
        UsedWithFailures,
        IdleAndNotClosed,
        UsedAndNotClosed,
        Isolated,
    }

    private sealed class Entry(TKey key, CircuitBreaker breaker)
    {
        public TKey Key { get; } = key;

        public CircuitBreaker Breaker { get; } = breaker;

        public bool WasUsed { get; set; } = true;

        public EvictionRank Rank => Breaker.State switch
        {
            CircuitState.Closed when Breaker.IsClean => WasUsed ? EvictionRank.UsedAndClean : EvictionRank.IdleAndClean,
            CircuitState.Closed => WasUsed ? EvictionRank.UsedWithFailures : EvictionRank.IdleWithFailures,
            CircuitState.Isolated => EvictionRank.Isolated,
            _ => WasUsed ? EvictionRank.UsedAndNotClosed : EvictionRank.IdleAndNotClosed,
        };
    }
}
