using System.Collections.Concurrent;

namespace Aspects;

/// <summary>
/// One circuit breaker for each key. The set is bounded: where it is full, an idle and clean breaker gives way to the new one;
/// where there is no clean one, one that has counted failures; then one whose circuit is not closed; and one that was isolated by hand only
/// where all are.
/// </summary>
/// <remarks>
/// Once a key has its breaker, finding it allocates nothing, provided that <typeparamref name="TKey"/> is <see cref="IEquatable{T}"/> or
/// an enumeration: other values are boxed to be compared. Keys are compared as they compare themselves, strings with their case, and must not
/// change. Whoever holds an evicted breaker may go on using it; the key gets a new one. To make room takes longer the more breakers have counted
/// failures: up to a look at each of them.
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class CircuitBreakerPartition<TKey> : IReconfigurable
    where TKey : notnull
{
    private readonly Lock _gate = new();
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

    /// <summary>How many breakers there may be at a time.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>How many have given way to others.</summary>
    public long Evictions { get; private set; }

    /// <summary>The breaker of a key; created where there is none.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public CircuitBreaker this[TKey key]
    {
        get
        {
            if (!_entries.TryGetValue(key, out var entry)) return Add(key);

            // Written only where it changes, so that the entries of busy keys stay unshared.
            if (!entry.WasUsed) entry.WasUsed = true;
            return entry.Breaker;
        }
    }

    /// <summary>The keys that have a breaker, and their breakers, in no order.</summary>
    public IReadOnlyCollection<KeyValuePair<TKey, CircuitBreaker>> ToList() =>
        [.. _entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Breaker))];

    /// <summary>Makes room for another number of breakers; those there are too many of give way at once.</summary>
    internal void Resize(int capacity)
    {
        lock (_gate)
        {
            Capacity = capacity;
            while (_entries.Count > capacity) Evict();
        }
    }

    // At the gate, so that a breaker that is made meanwhile cannot be left with the settings of before.
    void IReconfigurable.ReplaceSettings(CircuitBreakerOptions options)
    {
        OptionsValidator.ThrowIfContradictory(Name, options);
        lock (_gate)
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
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var existing)) return existing.Breaker;
            if (_entries.Count >= Capacity) Evict();
            var entry = new Entry(key, new CircuitBreaker(Name, key, _options, _timeProvider, _listeners));
            _entries[key] = entry;
            _oldestFirst.AddLast(entry);
            return entry.Breaker;
        }
    }

    // Goes round the breakers, oldest first, and gives those that were used since the last round a second chance. Of those that stand alike
    // the oldest gives way.
    private void Evict()
    {
        LinkedListNode<Entry>? victim = null;
        var best = Standing.Isolated;
        for (var left = _oldestFirst.Count; left > 0 && best != Standing.IdleAndClean; left--)
        {
            var node = _oldestFirst.First!;
            _oldestFirst.RemoveFirst();
            _oldestFirst.AddLast(node);
            if (victim is null || node.Value.Standing < best) (best, victim) = (node.Value.Standing, node);
            node.Value.WasUsed = false;
        }

        _oldestFirst.Remove(victim!);
        _entries.TryRemove(victim!.Value.Key, out _);
        Evictions++;
    }

    /// <summary>What would be forgotten with a breaker, the least first.</summary>
    private enum Standing
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

        public Standing Standing => Breaker.State switch
        {
            CircuitState.Closed when Breaker.IsClean => WasUsed ? Standing.UsedAndClean : Standing.IdleAndClean,
            CircuitState.Closed => WasUsed ? Standing.UsedWithFailures : Standing.IdleWithFailures,
            CircuitState.Isolated => Standing.Isolated,
            _ => WasUsed ? Standing.UsedAndNotClosed : Standing.IdleAndNotClosed,
        };
    }
}
