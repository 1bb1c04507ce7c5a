namespace Aspects;

/// <summary>
/// A circuit breaker, or the breakers by key of one name, as the attributes of one interface describe it.
/// </summary>
public sealed class BreakerDescriptor
{
    private readonly CircuitBreakerOptions? _options;
    private readonly Action<CircuitBreakerRegistry, BreakerDescriptor, string> _declare;

    /// <summary>Describes a breaker. Generated code calls this constructor.</summary>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="options">The settings of the attributes; <see langword="null"/> if they set nothing.</param>
    /// <param name="members">The names of the methods and properties that the breaker guards.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    public BreakerDescriptor(string name, CircuitBreakerOptions? options, params string[] members)
        : this(
            name,
            options,
            members,
            keyType: null,
            capacity: null,
            static (registry, descriptor, source) => registry.GetOrAdd(descriptor.Name, descriptor._options, source))
    {
    }

    private BreakerDescriptor(
        string name,
        CircuitBreakerOptions? options,
        string[] members,
        Type? keyType,
        int? capacity,
        Action<CircuitBreakerRegistry, BreakerDescriptor, string> declare)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(members);
        Name = name;
        Members = [.. members];
        KeyType = keyType;
        Capacity = capacity;
        _options = options?.Clone();
        _declare = declare;
    }

    /// <summary>The name of the breaker.</summary>
    public string Name { get; }

    /// <summary>The names of the methods and properties that the breaker guards. Overloads have one entry.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The type of the keys; <see langword="null"/> for a breaker without keys.</summary>
    public Type? KeyType { get; }

    /// <summary>
    /// The largest number of keys; <see langword="null"/> without keys, or if the attributes do not set it.
    /// </summary>
    public int? Capacity { get; }

    /// <summary>A copy of the settings of the attributes. Each read returns a new copy.</summary>
    /// <remarks>
    /// A setting that the attributes do not set reads as its default. Another source can still set such a setting.
    /// </remarks>
    public CircuitBreakerOptions Options => (_options ?? CircuitBreakerOptions.Default).Clone();

    /// <summary>Describes the breakers that share a name, one for each key. Generated code calls this method.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the breakers.</param>
    /// <param name="options">The settings of the attributes; <see langword="null"/> if they set nothing.</param>
    /// <param name="capacity">
    /// The largest number of breakers, at least 1; <see langword="null"/> if the attributes do not set it.
    /// </param>
    /// <param name="members">The names of the methods and properties that the breakers guard.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static BreakerDescriptor DescribeKeyed<TKey>(string name, CircuitBreakerOptions? options, int? capacity, params string[] members)
        where TKey : notnull
    {
        if (capacity is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(capacity));
        return new(
            name,
            options,
            members,
            typeof(TKey),
            capacity,
            static (registry, descriptor, source) =>
                registry.GetOrAddPartition<TKey>(descriptor.Name, descriptor._options, descriptor.Capacity, source));
    }

    /// <summary>
    /// Returns the name, the members and the settings as text: <c>auth: LoginAsync (ConsecutiveFailures = 3)</c>.
    /// </summary>
    public override string ToString()
    {
        var byKey = KeyType is null ? "" : $" for each {KeyType}";
        var settings = _options?.ToString() is { Length: > 0 } set ? $" ({set})" : "";
        return $"{Name}{byKey}: {string.Join(", ", Members)}{settings}";
    }

    internal void Declare(CircuitBreakerRegistry registry, string source) => _declare(registry, this, source);
}
