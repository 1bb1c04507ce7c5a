namespace Aspects;

/// <summary>
/// The registries of all kinds of aspects, and their clock. Generated proxies find their aspects here.
/// </summary>
/// <remarks>
/// An application has one registry. With <c>Aspects.Hosting</c> the container creates the registry. Any number of
/// threads can use a registry.
/// </remarks>
public sealed class AspectRegistry : IDisposable
{
    private readonly bool _ownsCircuitBreakers;

    /// <summary>Creates a registry that uses <see cref="TimeProvider.System"/>.</summary>
    public AspectRegistry()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Creates a registry that uses the given clock.</summary>
    /// <param name="timeProvider">The clock of all aspects.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is <see langword="null"/>.</exception>
    public AspectRegistry(TimeProvider timeProvider)
        : this(new CircuitBreakerRegistry(timeProvider ?? throw new ArgumentNullException(nameof(timeProvider)))) =>
        _ownsCircuitBreakers = true;

    /// <summary>Creates a registry that uses an existing registry of circuit breakers, and its clock.</summary>
    /// <param name="circuitBreakers">The registry of circuit breakers. This object does not dispose it.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="circuitBreakers"/> is <see langword="null"/>.
    /// </exception>
    public AspectRegistry(CircuitBreakerRegistry circuitBreakers)
    {
        ArgumentNullException.ThrowIfNull(circuitBreakers);
        CircuitBreakers = circuitBreakers;
    }

    /// <summary>The circuit breakers, by name.</summary>
    public CircuitBreakerRegistry CircuitBreakers { get; }

    /// <summary>The clock of all aspects.</summary>
    public TimeProvider TimeProvider => CircuitBreakers.TimeProvider;

    /// <summary>Disposes the circuit breakers, unless the constructor was given their registry.</summary>
    public void Dispose()
    {
        if (_ownsCircuitBreakers) CircuitBreakers.Dispose();
    }
}
