using Aspects;

namespace Quickstart;

/// <summary>
/// What the application needs of the auth service. The attribute is all there is to do: at compile time the generator
/// writes a proxy that sends each login through the circuit breaker "auth".
/// </summary>
public interface IAuthClient
{
    [CircuitBreaker("auth", ConsecutiveFailures = 3, BreakSeconds = 1.5, SuccessThreshold = 2)]
    Task<Token> LoginAsync(string user, string password, CancellationToken cancellationToken);
}

/// <summary>The proof of a login.</summary>
public sealed record Token(string Value);
