namespace Aspects;

/// <summary>A breaker as the attributes of one interface describe it, or all that share its name, one for each key.</summary>
public sealed class BreakerDescriptor
{
    private readonly CircuitBreakerOptions? _options;
    private readonly Action<CircuitBreakerRegistry, string> _declare;

    /// <summary>Describes a breaker. Called by generated code.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What the attributes set; <see langword="null"/> where they set nothing.</param>
    /// <param name="members">The methods and properties that go through it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    public BreakerDescriptor(string name, CircuitBreakerOptions? options, params string[] members)
        : this(name, options, members, keyType: null, capacity: null, (registry, source) => registry.GetOrAdd(name, options, source))
    {
    }

    private BreakerDescriptor(
        string name,
        CircuitBreakerOptions? options,
        string[] members,
        Type? keyType,
        int? capacity,
        Action<CircuitBreakerRegistry, string> declare)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(members);
        Name = name;
        Members = members;
        KeyType = keyType;
        Capacity = capacity;
        _options = options;
        _declare = declare;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The methods and properties that go through it, by their names; overloads are one.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The type of the keys where there is a breaker for each; <see langword="null"/> where there is only one.</summary>
    public Type? KeyType { get; }

    /// <summary>How many keys there may be at a time; <see langword="null"/> where the attributes do not say, or there are no keys.</summary>
    public int? Capacity { get; }

    /// <summary>
    /// What the attributes set: a copy each time. What they leave open reads as its default here, and may be set by others.
    /// </summary>
    public CircuitBreakerOptions Options => (_options ?? CircuitBreakerOptions.Default).Clone();

    /// <summary>Describes the breakers that share a name, one for each key. Called by generated code.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="options">What the attributes set; <see langword="null"/> where they set nothing.</param>
    /// <param name="capacity">How many breakers there may be: at least 1; <see langword="null"/> where the attributes do not say.</param>
    /// <param name="members">The methods and properties that go through them.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static BreakerDescriptor DescribeKeyed<TKey>(string name, CircuitBreakerOptions? options, int? capacity, params string[] members)
        where TKey : notnull
    {
        if (capacity is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(capacity));
        return new(
            name, options, members, typeof(TKey), capacity, (registry, source) => registry.GetOrAddPartition<TKey>(name, options, capacity, source));
    }

    /// <summary>The name, the members and what the attributes set, for people: <c>auth: LoginAsync (ConsecutiveFailures = 3)</c>.</summary>
    public override string ToString()
    {
        var byKey = KeyType is null ? "" : $" for each {KeyType}";
        var settings = _options?.ToString() is { Length: > 0 } set ? $" ({set})" : "";
        return $"{Name}{byKey}: {string.Join(", ", Members)}{settings}";
    }

    internal void Declare(CircuitBreakerRegistry registry, string source) => _declare(registry, source);
}
