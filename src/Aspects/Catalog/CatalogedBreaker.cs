namespace Aspects;

/// <summary>A breaker as the attributes of one interface describe it.</summary>
public sealed class CatalogedBreaker
{
    private readonly CircuitBreakerOptions? _options;

    /// <summary>Describes a breaker. Called by generated code.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What the attributes set; <see langword="null"/> where they set nothing.</param>
    /// <param name="members">The methods and properties that go through it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is <see langword="null"/>.</exception>
    public CatalogedBreaker(string name, CircuitBreakerOptions? options, params string[] members)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(members);
        Name = name;
        Members = members;
        _options = options;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The methods and properties that go through it, by their names; overloads are one.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>
    /// What the attributes set: a copy each time. What they leave open reads as its default here, and may be set by others.
    /// </summary>
    public CircuitBreakerOptions Options => new CircuitBreakerOptions().Over(_options ?? CircuitBreakerOptions.Default);

    internal void Declare(CircuitBreakerRegistry registry, string source) => registry.GetOrAdd(Name, _options, source);
}
