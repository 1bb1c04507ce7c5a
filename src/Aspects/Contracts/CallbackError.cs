using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>An exception that user code threw when a circuit breaker called it.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Source">
/// The option or method that the code was given to, such as <c>Classify</c>, or <c>Listener</c>.
/// </param>
/// <param name="Error">The exception.</param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record CallbackError(string Name, string Source, Exception Error)
{
    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }
}
