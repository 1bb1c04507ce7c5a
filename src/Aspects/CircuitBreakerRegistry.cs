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
    private readonly ConcurrentDictionary<string, RegisteredBreaker> _breakers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The breakers that exist, in the order of their names.</summary>
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
    /// Another source has asked for a different value of the same setting; the message names both.
    /// </exception>
    public CircuitBreaker GetOrAdd(
        string name, CircuitBreakerOptions? options = null, [CallerMemberName] string source = "") =>
        Find(name).Declare(options, source);

    /// <summary>Finds a breaker that exists.</summary>
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
    /// Sets numbers of a breaker in code; they win over those of attributes. Works before the breaker exists and after:
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

    private RegisteredBreaker Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _breakers.GetOrAdd(
            name, static (name, timeProvider) => new RegisteredBreaker(name, timeProvider), timeProvider);
    }
}
