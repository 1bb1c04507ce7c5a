using Aspects;

namespace Quickstart;

/// <summary>The operations of the auth service.</summary>
/// <remarks>
/// The attribute is enough: the generator writes a proxy that guards each login with the circuit breaker "auth".
/// </remarks>
public interface IAuthClient
{
    [CircuitBreaker("auth", ConsecutiveFailures = 3, BreakSeconds = 1.5, SuccessThreshold = 2)]
    Task<Token> LoginAsync(string user, string password, CancellationToken cancellationToken);
}

/// <summary>The proof of a login.</summary>
public sealed record Token(string Value);
